package io.vedette.cli.place;

import io.vedette.detector.Detection;
import io.vedette.detector.Picture;
import io.vedette.edge.place.GroundLocator;
import io.vedette.edge.place.GroundPosition;
import io.vedette.edge.place.GroundPosition.Located;
import io.vedette.edge.place.GroundPosition.NotLocated;
import io.vedette.edge.place.output.PlaceWriter;
import io.vedette.edge.place.output.PlacedObject;
import io.vedette.edge.telemetry.CameraPlacement;
import io.vedette.edge.telemetry.CameraPlacement.Placed;
import io.vedette.edge.telemetry.ClockKind;
import io.vedette.edge.telemetry.FlightPath;
import io.vedette.edge.telemetry.ObjectLocator;
import io.vedette.edge.telemetry.PlacementSettings;
import io.vedette.edge.telemetry.Telemetry;
import io.vedette.edge.telemetry.TelemetrySample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the places of detections, and counts those that have none by the reason. */
final class ObjectPlaces {

  private final GroundLocator locator;
  private final PlacementOptions options;
  private final PlacementSettings settings;
  private final @Nullable ZoneId zone;
  private final TreeMap<String, Integer> reasons = new TreeMap<>();
  private final TreeMap<String, Integer> labels = new TreeMap<>();
  private final List<Double> majors = new ArrayList<>();
  private long shots;
  private long placedShots;
  private long objects;

  /**
   * A picture or frame.
   *
   * @param aspect width over height
   */
  record Shot(String source, long frame, double seconds, double aspect) {}

  ObjectPlaces(GroundLocator locator, PlacementOptions options, @Nullable ZoneId zone)
      throws IOException {
    this.locator = locator;
    this.options = options;
    this.settings = options.settings();
    this.zone = zone;
  }

  void add(
      Shot shot,
      List<Detection> detections,
      Picture picture,
      FlightPath path,
      double second,
      Telemetry telemetry,
      PlaceWriter writer)
      throws IOException {
    CameraPlacement placement =
        CameraPlacement.of(path, second, shot.aspect(), options.settings(settings, shot.aspect()));
    shots++;
    placedShots += placement instanceof Placed ? 1 : 0;
    TelemetrySample sample = path.at(second);
    for (Detection detection : detections) {
      GroundPosition position =
          ObjectLocator.locate(
              locator, placement, detection.box(), picture.width(), picture.height());
      writer.add(
          new PlacedObject(
              shot.source(),
              shot.frame(),
              shot.seconds(),
              sample == null ? null : time(sample.time(), telemetry.clock()),
              detection.label(),
              detection.score(),
              new float[] {
                detection.box().x1(),
                detection.box().y1(),
                detection.box().x2(),
                detection.box().y2()
              },
              position,
              position instanceof Located located ? options.altitude(located.height()) : null,
              sample == null ? null : sample.position()));
      count(detection, position);
    }
  }

  private void count(Detection detection, GroundPosition position) {
    objects++;
    if (position instanceof Located located) {
      labels.merge(detection.label(), 1, Integer::sum);
      majors.add(located.error().semiMajor());
    } else if (position instanceof NotLocated not) {
      reasons.merge(not.reason(), 1, Integer::sum);
    }
  }

  private @Nullable Instant time(@Nullable Instant time, ClockKind clock) {
    if (time == null || clock == ClockKind.UTC) {
      return time;
    }
    return zone == null
        ? null
        : LocalDateTime.ofInstant(time, ZoneOffset.UTC).atZone(zone).toInstant();
  }

  /** What was written, for people. */
  List<String> lines(Path output) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %d of %d objects with a place %s; the camera's place is known in %d of %d pictures",
            output,
            majors.size(),
            objects,
            labels,
            placedShots,
            shots));
    if (!majors.isEmpty()) {
      double[] sorted = majors.stream().mapToDouble(Double::doubleValue).toArray();
      Arrays.sort(sorted);
      lines.add(
          String.format(
              Locale.ROOT,
              "longer half axis of the 95%% ellipse: median %.1f m, largest %.1f m",
              sorted[sorted.length / 2],
              sorted[sorted.length - 1]));
    }
    reasons.forEach((reason, count) -> lines.add("no place for " + count + ": " + reason));
    return lines;
  }
}
