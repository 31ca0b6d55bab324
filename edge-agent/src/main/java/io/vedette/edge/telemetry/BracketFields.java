package io.vedette.edge.telemetry;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code [key: number]} fields of a subtitle of DJI, with the spellings of all models. */
final class BracketFields {

  private final Map<String, String> values = new HashMap<>();

  void put(String key, String value) {
    values.putIfAbsent(key.toLowerCase(Locale.ROOT), value);
  }

  void apply(TelemetrySample.Builder sample) {
    Double latitude = number("latitude");
    Double longitude = number("longitude", "longtitude");
    if (latitude != null && longitude != null) {
      sample.position(latitude, longitude);
    }
    sample.aboveTakeOff(number("rel_alt"));
    sample.altitude(number("abs_alt", "altitude"));
    sample.aircraft(number("drone_yaw"), number("drone_pitch"), number("drone_roll"));
    sample.camera(number("gb_yaw"), number("gb_pitch"), number("gb_roll"));
    sample.film(film());
  }

  /** Millimetres; without a decimal point the models write tenths. Unknown with digital zoom. */
  private @Nullable Double film() {
    String text = values.get("focal_len");
    Double value = TelemetryText.number(text);
    if (text == null || value == null || isZoomed()) {
      return null;
    }
    return text.indexOf('.') < 0 && value >= 100 ? Double.valueOf(value / 10) : value;
  }

  /** The ratio is written as 10000 or 1.00 for none. */
  private boolean isZoomed() {
    Double ratio = number("dzoom_ratio");
    return ratio != null && ratio != 1 && ratio != 10_000 && ratio != 0;
  }

  private @Nullable Double number(String... keys) {
    for (String key : keys) {
      String text = values.get(key);
      if (text != null) {
        return TelemetryText.number(text);
      }
    }
    return null;
  }
}
