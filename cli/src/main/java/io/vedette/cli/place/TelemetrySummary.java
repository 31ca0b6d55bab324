package io.vedette.cli.place;

import io.vedette.edge.place.GeoPoint;
import io.vedette.edge.place.Wgs84;
import io.vedette.edge.telemetry.Telemetry;
import io.vedette.edge.telemetry.TelemetrySample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A recording in a few figures.
 *
 * @param begin first second; null without times
 * @param end last second
 * @param metres length of the path over ground
 * @param gaps times without a position
 */
record TelemetrySummary(
    Telemetry telemetry,
    @Nullable Double begin,
    @Nullable Double end,
    double metres,
    List<Gap> gaps) {

  /** A time without a position, seconds. */
  record Gap(double from, double to) {}

  private static final int MAX_GAPS = 10;

  static TelemetrySummary of(Telemetry telemetry, double longest) {
    Double begin = null;
    Double end = null;
    Double fixedAt = null;
    GeoPoint last = null;
    double metres = 0;
    List<Gap> gaps = new ArrayList<>();
    for (TelemetrySample sample : telemetry.samples()) {
      Double now = sample.seconds();
      if (now != null) {
        begin = begin == null ? now : Double.valueOf(Math.min(begin, now));
        end = end == null ? now : Double.valueOf(Math.max(end, now));
      }
      GeoPoint at = sample.position();
      if (at == null) {
        continue;
      }
      metres += last == null ? 0 : Wgs84.distance(last, at);
      last = at;
      Double since = fixedAt == null ? begin : fixedAt;
      if (now != null && since != null && now - since > longest) {
        gaps.add(new Gap(since, now));
      }
      fixedAt = now;
    }
    if (end != null && fixedAt != null && end - fixedAt > longest) {
      gaps.add(new Gap(fixedAt, end));
    }
    return new TelemetrySummary(telemetry, begin, end, metres, List.copyOf(gaps));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    List<TelemetrySample> samples = telemetry.samples();
    lines.add("form      " + telemetry.form());
    lines.add("samples   " + samples.size() + ", " + telemetry.positions() + " with a position");
    if (begin != null && end != null) {
      String rate =
          end > begin
              ? String.format(Locale.ROOT, ", %.2f a second", (samples.size() - 1) / (end - begin))
              : "";
      lines.add(String.format(Locale.ROOT, "seconds   %.3f to %.3f%s", begin, end, rate));
    } else {
      lines.add("seconds   unknown");
    }
    lines.add("clock     " + telemetry.clock().text());
    lines.add(String.format(Locale.ROOT, "path      %.0f m", metres));
    lines.add("altitude  " + range(TelemetrySample::altitude, "m above sea level"));
    lines.add("height    " + range(TelemetrySample::aboveTakeOff, "m above take-off"));
    if (has(TelemetrySample::aboveGround)) {
      lines.add("          " + range(TelemetrySample::aboveGround, "m above ground"));
    }
    lines.add("camera    " + count(TelemetrySample::camera, "direction"));
    lines.add("aircraft  " + count(TelemetrySample::aircraft, "attitude"));
    lines.add("view      " + count(TelemetrySample::view, "field of view"));
    lines.add("accuracy  " + range(TelemetrySample::horizontalAccuracy, "m"));
    lines.add("battery   " + range(TelemetrySample::battery, "%"));
    gaps.stream()
        .limit(MAX_GAPS)
        .map(gap -> String.format(Locale.ROOT, "gap       %.3f to %.3f s", gap.from(), gap.to()))
        .forEach(lines::add);
    if (gaps.size() > MAX_GAPS) {
      lines.add("          and " + (gaps.size() - MAX_GAPS) + " more gaps");
    }
    telemetry.notes().forEach(note -> lines.add("note      " + note));
    return lines;
  }

  private boolean has(Function<TelemetrySample, @Nullable Object> part) {
    return telemetry.samples().stream().anyMatch(sample -> part.apply(sample) != null);
  }

  private String count(Function<TelemetrySample, @Nullable Object> part, String name) {
    long known = telemetry.samples().stream().filter(sample -> part.apply(sample) != null).count();
    return known == 0 ? name + " unknown" : name + " in " + known + " samples";
  }

  private String range(Function<TelemetrySample, @Nullable Double> part, String unit) {
    double[] values =
        telemetry.samples().stream()
            .map(part)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    return values.length == 0
        ? "unknown"
        : String.format(Locale.ROOT, "%.1f to %.1f %s", values[0], values[values.length - 1], unit);
  }
}
