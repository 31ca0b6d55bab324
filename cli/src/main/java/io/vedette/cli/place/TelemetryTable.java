package io.vedette.cli.place;

import io.vedette.edge.place.Angles;
import io.vedette.edge.place.Attitude;
import io.vedette.edge.telemetry.FieldOfView;
import io.vedette.edge.telemetry.Telemetry;
import io.vedette.edge.telemetry.TelemetrySample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Samples as rows. What is unknown is empty, and null in JSON. */
final class TelemetryTable {

  /**
   * A column.
   *
   * @param title in the printed table; "" for only in files
   */
  private record Column(
      String name, String title, String form, Function<TelemetrySample, @Nullable Object> value) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("seconds", "seconds", "%.3f", TelemetrySample::seconds),
          new Column("time", "time", "%s", TelemetrySample::time),
          new Column("latitude", "latitude", "%.7f", s -> point(s, true)),
          new Column("longitude", "longitude", "%.7f", s -> point(s, false)),
          new Column("altitude", "altitude", "%.1f", TelemetrySample::altitude),
          new Column("above_take_off", "height", "%.1f", TelemetrySample::aboveTakeOff),
          new Column("above_ground", "", "%.1f", TelemetrySample::aboveGround),
          new Column("camera_yaw", "cam.yaw", "%.1f", s -> yaw(s.camera())),
          new Column("camera_pitch", "cam.pitch", "%.1f", s -> pitch(s.camera())),
          new Column("camera_roll", "", "%.1f", s -> roll(s.camera())),
          new Column("yaw", "yaw", "%.1f", s -> yaw(s.aircraft())),
          new Column("pitch", "", "%.1f", s -> pitch(s.aircraft())),
          new Column("roll", "", "%.1f", s -> roll(s.aircraft())),
          new Column("hfov", "", "%.2f", s -> view(s, FieldOfView::horizontal)),
          new Column("vfov", "", "%.2f", s -> view(s, FieldOfView::vertical)),
          new Column("film_focal_length", "", "%.1f", s -> view(s, FieldOfView::film)),
          new Column("horizontal_accuracy", "", "%.2f", TelemetrySample::horizontalAccuracy),
          new Column("vertical_accuracy", "", "%.2f", TelemetrySample::verticalAccuracy),
          new Column("speed", "m/s", "%.1f", TelemetrySample::speed),
          new Column("battery", "battery", "%.0f", TelemetrySample::battery),
          new Column("mode", "", "%s", TelemetrySample::mode));

  private TelemetryTable() {}

  static List<String> lines(List<TelemetrySample> samples) {
    List<Column> shown =
        COLUMNS.stream()
            .filter(column -> !column.title().isEmpty())
            .filter(column -> samples.stream().anyMatch(s -> column.value().apply(s) != null))
            .toList();
    List<List<String>> rows = new ArrayList<>();
    rows.add(shown.stream().map(Column::title).toList());
    samples.forEach(s -> rows.add(shown.stream().map(column -> text(column, s)).toList()));
    int[] widths = new int[shown.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(i == 0 ? "" : "  ").append(" ".repeat(widths[i] - row.get(i).length()));
      line.append(row.get(i));
    }
    return line.toString();
  }

  static String csv(List<TelemetrySample> samples) {
    StringBuilder text = new StringBuilder();
    text.append(String.join(",", COLUMNS.stream().map(Column::name).toList())).append('\n');
    for (TelemetrySample sample : samples) {
      text.append(String.join(",", COLUMNS.stream().map(c -> quoted(text(c, sample))).toList()));
      text.append('\n');
    }
    return text.toString();
  }

  private static String quoted(String cell) {
    return cell.indexOf(',') < 0 && cell.indexOf('"') < 0
        ? cell
        : '"' + cell.replace("\"", "\"\"") + '"';
  }

  static Map<String, Object> tree(Telemetry telemetry, TelemetrySummary summary) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("form", telemetry.form());
    tree.put("clock", telemetry.clock().name().toLowerCase(Locale.ROOT));
    tree.put("positions", telemetry.positions());
    tree.put("path_metres", summary.metres());
    tree.put("gaps", summary.gaps());
    tree.put("notes", telemetry.notes());
    tree.put("samples", telemetry.samples().stream().map(TelemetryTable::row).toList());
    return tree;
  }

  private static Map<String, @Nullable Object> row(TelemetrySample sample) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (Column column : COLUMNS) {
      Object value = column.value().apply(sample);
      row.put(column.name(), value instanceof Double ? value : value == null ? null : "" + value);
    }
    return row;
  }

  private static String text(Column column, TelemetrySample sample) {
    Object value = column.value().apply(sample);
    return value == null ? "" : String.format(Locale.ROOT, column.form(), value);
  }

  private static @Nullable Object point(TelemetrySample sample, boolean latitude) {
    if (sample.position() == null) {
      return null;
    }
    return latitude ? sample.position().latitude() : sample.position().longitude();
  }

  private static @Nullable Object yaw(@Nullable Attitude attitude) {
    return attitude == null ? null : Double.valueOf(Angles.heading(attitude.yaw()));
  }

  private static @Nullable Object pitch(@Nullable Attitude attitude) {
    return attitude == null ? null : Double.valueOf(attitude.pitch());
  }

  private static @Nullable Object roll(@Nullable Attitude attitude) {
    return attitude == null ? null : Double.valueOf(attitude.roll());
  }

  private static @Nullable Object view(
      TelemetrySample sample, Function<FieldOfView, @Nullable Double> part) {
    return sample.view() == null ? null : part.apply(Objects.requireNonNull(sample.view()));
  }
}
