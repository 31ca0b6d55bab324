package io.vedette.edge.telemetry;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the three numbers of DJI's {@code GPS(a, b, c)} are, judged by all cues of a file: most
 * models write longitude, latitude, satellites; some latitude, longitude, altitude.
 */
final class GpsOrder {

  private static final Pattern GPS = Pattern.compile("GPS\\s?\\(([^()]{1,80})\\)");

  private final boolean latitudeFirst;
  private final boolean contradictory;
  private final boolean used;

  private GpsOrder(boolean latitudeFirst, boolean contradictory, boolean used) {
    this.latitudeFirst = latitudeFirst;
    this.contradictory = contradictory;
    this.used = used;
  }

  static GpsOrder of(List<String> cues) {
    boolean used = false;
    boolean decimals = false;
    boolean firstIsLongitude = false;
    boolean secondIsLongitude = false;
    for (String cue : cues) {
      Matcher gps = GPS.matcher(cue);
      if (!gps.find()) {
        continue;
      }
      used = true;
      String[] parts = gps.group(1).split(",", -1);
      Double first = TelemetryText.number(parts[0]);
      Double second = parts.length > 1 ? TelemetryText.number(parts[1]) : null;
      firstIsLongitude |= first != null && Math.abs(first) > 90;
      secondIsLongitude |= second != null && Math.abs(second) > 90;
      decimals |= parts.length > 2 && parts[2].contains(".");
    }
    boolean both = firstIsLongitude && secondIsLongitude;
    boolean latitudeFirst = secondIsLongitude || (decimals && !firstIsLongitude);
    return new GpsOrder(latitudeFirst, both, used);
  }

  void apply(String gps, TelemetrySample.Builder sample) {
    String[] parts = gps.split(",", -1);
    if (contradictory || parts.length < 2) {
      return;
    }
    Double first = TelemetryText.number(parts[0]);
    Double second = TelemetryText.number(parts[1]);
    sample.position(latitudeFirst ? first : second, latitudeFirst ? second : first);
    if (latitudeFirst) {
      sample.altitude(altitude(parts));
    }
  }

  private static @Nullable Double altitude(String[] parts) {
    return parts.length > 2 ? TelemetryText.number(parts[2]) : null;
  }

  List<String> notes() {
    if (!used) {
      return List.of();
    }
    if (contradictory) {
      return List.of("GPS(…) has numbers above 90 in both places: no position was taken from it");
    }
    return List.of(
        latitudeFirst
            ? "GPS(…) read as latitude, longitude, altitude"
            : "GPS(…) read as longitude, latitude, satellites");
  }
}
