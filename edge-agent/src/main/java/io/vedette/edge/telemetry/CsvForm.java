package io.vedette.edge.telemetry;

import io.vedette.edge.telemetry.TelemetryText.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table with a line of column names, separated by comma, semicolon or tab. Columns are known by
 * the names that flight logs use; a unit in brackets or at the end counts: {@code
 * height_above_takeoff(feet)}, {@code speed_mph}.
 */
final class CsvForm implements TelemetryForm {

  private static final int MAX_COLUMNS = 512;

  /** A column's meaning by the names that it has, without units. */
  private static final Map<String, Column> NAMES = names();

  private enum Column {
    TIME,
    SECONDS,
    LATITUDE,
    LONGITUDE,
    ALTITUDE,
    TAKE_OFF,
    GROUND,
    YAW,
    PITCH,
    ROLL,
    CAMERA_YAW,
    CAMERA_PITCH,
    CAMERA_ROLL,
    HORIZONTAL_VIEW,
    VERTICAL_VIEW,
    HORIZONTAL_ACCURACY,
    VERTICAL_ACCURACY,
    SPEED,
    BATTERY,
    MODE
  }

  private record Place(int index, double factor) {}

  @Override
  public String name() {
    return "CSV";
  }

  @Override
  public boolean recognises(byte[] head) {
    String first = TelemetryText.decode(head).lines().findFirst().orElse("");
    Map<Column, Place> columns = columns(first);
    return columns.containsKey(Column.LATITUDE) && columns.containsKey(Column.LONGITUDE);
  }

  @Override
  public Telemetry read(byte[] file) throws TelemetryException {
    List<String> lines = TelemetryText.decode(file).lines().toList();
    if (lines.size() > Telemetry.MAX_SAMPLES) {
      throw new TelemetryException("more than " + Telemetry.MAX_SAMPLES + " lines");
    }
    if (lines.size() < 2) {
      throw new TelemetryException("a table without rows");
    }
    Map<Column, Place> columns = columns(lines.get(0));
    char separator = separator(lines.get(0));
    List<TelemetrySample> samples = new ArrayList<>();
    boolean zoned = true;
    boolean seconds = false;
    boolean dated = false;
    for (String line : lines.subList(1, lines.size())) {
      if (line.isBlank()) {
        continue;
      }
      Row row = new Row(columns, cells(line, separator));
      TelemetrySample sample = row.sample();
      zoned &= row.zoned;
      seconds |= sample.seconds() != null;
      dated |= sample.time() != null;
      samples.add(sample);
    }
    if (samples.isEmpty()) {
      throw new TelemetryException("a table without rows");
    }
    List<TelemetrySample> timed = seconds ? samples : Timeline.fromTimes(samples);
    ClockKind clock = !dated ? ClockKind.NONE : zoned ? ClockKind.UTC : ClockKind.LOCAL;
    return new Telemetry(name(), clock, timed, Timeline.checked(timed, List.of()));
  }

  private static char separator(String header) {
    char best = ',';
    for (char candidate : new char[] {';', '\t'}) {
      best =
          header.chars().filter(c -> c == candidate).count()
                  > header.chars().filter(new Separator(best)::is).count()
              ? candidate
              : best;
    }
    return best;
  }

  private record Separator(char mark) {
    boolean is(int c) {
      return c == mark;
    }
  }

  private static Map<Column, Place> columns(String header) {
    Map<Column, Place> columns = new HashMap<>();
    List<String> cells = cells(header, separator(header));
    for (int i = 0; i < cells.size(); i++) {
      String full = cells.get(i).toLowerCase(Locale.ROOT).strip();
      String unit = unit(full);
      String name = full.replaceAll("[(\\[].{0,40}$", "").strip();
      name = name.replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
      Column column = NAMES.get(name);
      if (column == null) {
        String shorter = name.replaceAll("_(m|ft|feet|deg|degrees|s|ms|mph|kmh|utc|percent)$", "");
        column = NAMES.get(shorter);
      }
      if (name.equals("time") && unit.startsWith("millisecond")) {
        column = Column.SECONDS; // since the start
      }
      if (column != null) {
        columns.putIfAbsent(column, new Place(i, factor(column, unit)));
      }
    }
    return columns;
  }

  private static String unit(String name) {
    int bracket = Math.max(name.lastIndexOf('('), name.lastIndexOf('['));
    String tail =
        bracket >= 0 ? name.substring(bracket) : name.substring(name.lastIndexOf('_') + 1);
    return tail.replaceAll("[^a-z/]", "");
  }

  private static double factor(Column column, String unit) {
    return switch (unit) {
      case "feet", "ft" -> 0.3048;
      case "mph", "mi/h" -> 0.44704;
      case "kmh", "km/h", "kph" -> 1 / 3.6;
      case "millisecond", "milliseconds", "ms" -> column == Column.SECONDS ? 0.001 : 1;
      default -> 1;
    };
  }

  /** Cells of a line; quotes may hold separators, and a doubled quote is one. */
  private static List<String> cells(String line, char separator) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length() && cells.size() < MAX_COLUMNS; i++) {
      char c = line.charAt(i);
      if (c == '"') {
        boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
        if (doubled) {
          cell.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == separator && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  private static final class Row {

    private final Map<Column, Place> columns;
    private final List<String> cells;
    private boolean zoned = true;

    Row(Map<Column, Place> columns, List<String> cells) {
      this.columns = columns;
      this.cells = cells;
    }

    TelemetrySample sample() {
      return new TelemetrySample.Builder()
          .seconds(number(Column.SECONDS))
          .time(time())
          .position(number(Column.LATITUDE), number(Column.LONGITUDE))
          .altitude(number(Column.ALTITUDE))
          .aboveTakeOff(number(Column.TAKE_OFF))
          .aboveGround(number(Column.GROUND))
          .aircraft(number(Column.YAW), number(Column.PITCH), number(Column.ROLL))
          .camera(
              number(Column.CAMERA_YAW), number(Column.CAMERA_PITCH), number(Column.CAMERA_ROLL))
          .view(number(Column.HORIZONTAL_VIEW), number(Column.VERTICAL_VIEW))
          .accuracy(number(Column.HORIZONTAL_ACCURACY), number(Column.VERTICAL_ACCURACY))
          .speed(number(Column.SPEED))
          .battery(number(Column.BATTERY))
          .mode(text(Column.MODE))
          .build();
    }

    private @Nullable Instant time() {
      String text = text(Column.TIME);
      if (text == null) {
        return null;
      }
      Double number = TelemetryText.number(text);
      if (number != null) {
        // seconds, milliseconds or microseconds since 1970; anything else is no time of day
        double seconds = number > 1e14 ? number / 1e6 : number > 1e11 ? number / 1e3 : number;
        return seconds > 1e8 && seconds < 1e11
            ? Instant.ofEpochMilli(Math.round(seconds * 1000))
            : null;
      }
      Moment moment = TelemetryText.moment(text);
      zoned &= moment == null || moment.zoned();
      return moment == null ? null : moment.time();
    }

    private @Nullable Double number(Column column) {
      Place place = columns.get(column);
      Double value = TelemetryText.number(text(column));
      return place == null || value == null ? null : Double.valueOf(value * place.factor());
    }

    private @Nullable String text(Column column) {
      Place place = columns.get(column);
      if (place == null || place.index() >= cells.size()) {
        return null;
      }
      String text = cells.get(place.index()).strip();
      return text.isEmpty() || text.length() > 64 ? null : text;
    }
  }

  private static Map<String, Column> names() {
    Map<String, Column> names = new HashMap<>();
    put(names, Column.TIME, "datetime time timestamp utc utc_time date_time gps_datetime");
    put(names, Column.SECONDS, "seconds time_s elapsed elapsed_time flytime osd_flytime t");
    put(names, Column.LATITUDE, "latitude lat gps_lat gps_latitude osd_latitude");
    put(names, Column.LONGITUDE, "longitude lon lng long gps_lon gps_longitude osd_longitude");
    put(names, Column.ALTITUDE, "altitude alt altitude_above_sealevel abs_alt gps_altitude amsl");
    put(names, Column.TAKE_OFF, "height_above_takeoff rel_alt height relative_altitude osd_height");
    put(names, Column.GROUND, "height_above_ground height_above_ground_at_drone_location agl");
    put(names, Column.YAW, "yaw heading compass_heading osd_yaw aircraft_yaw");
    put(names, Column.PITCH, "pitch osd_pitch aircraft_pitch");
    put(names, Column.ROLL, "roll osd_roll aircraft_roll");
    put(names, Column.CAMERA_YAW, "gimbal_heading gimbal_yaw camera_yaw gb_yaw");
    put(names, Column.CAMERA_PITCH, "gimbal_pitch camera_pitch gb_pitch");
    put(names, Column.CAMERA_ROLL, "gimbal_roll camera_roll gb_roll");
    put(names, Column.HORIZONTAL_VIEW, "hfov horizontal_fov fov field_of_view");
    put(names, Column.VERTICAL_VIEW, "vfov vertical_fov");
    put(names, Column.HORIZONTAL_ACCURACY, "horizontal_accuracy hacc h_acc accuracy");
    put(names, Column.VERTICAL_ACCURACY, "vertical_accuracy vacc v_acc");
    put(names, Column.SPEED, "speed ground_speed osd_hspeed");
    put(names, Column.BATTERY, "battery battery_percent battery_chargelevel");
    put(names, Column.MODE, "mode flightmode flycstate flight_mode osd_flycstate");
    return names;
  }

  private static void put(Map<String, Column> names, Column column, String spellings) {
    for (String spelling : spellings.split(" ", -1)) {
      names.put(Objects.requireNonNull(spelling), column);
    }
  }
}
