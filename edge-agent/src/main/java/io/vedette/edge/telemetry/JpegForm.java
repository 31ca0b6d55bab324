package io.vedette.edge.telemetry;

import io.vedette.edge.telemetry.TelemetryText.Moment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One sample of a JPEG: what its XMP packet says of aircraft and gimbal (the fields of DJI and of
 * those who write like it), and its Exif position, time and focal length.
 */
final class JpegForm implements TelemetryForm {

  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final String XMP = "http://ns.adobe.com/xap/1.0/";
  private static final int MAX_SEGMENTS = 1000;

  /** {@code prefix:Key="value"} and {@code <prefix:Key>value<}. */
  private static final Pattern FIELD =
      Pattern.compile("[\\w-]{1,40}:(\\w{4,40})(?:\\s?=\\s?[\"']|>)([^\"'<]{1,80})[\"'<]");

  @Override
  public String name() {
    return "JPEG (XMP and Exif)";
  }

  @Override
  public boolean recognises(byte[] head) {
    return head.length > 3
        && (head[0] & 0xff) == 0xff
        && (head[1] & 0xff) == 0xd8
        && (head[2] & 0xff) == 0xff;
  }

  @Override
  public Telemetry read(byte[] file) throws TelemetryException {
    TelemetrySample.Builder sample = new TelemetrySample.Builder();
    ExifPlace exif = null;
    XmpFields xmp = new XmpFields();
    int at = 2;
    for (int i = 0; i < MAX_SEGMENTS && at + 4 <= file.length; i++) {
      int marker = file[at + 1] & 0xff;
      int length = (file[at + 2] & 0xff) << 8 | file[at + 3] & 0xff;
      if ((file[at] & 0xff) != 0xff || marker == 0xda || length < 2) {
        break;
      }
      byte[] body = Arrays.copyOfRange(file, at + 4, Math.min(file.length, at + 2 + length));
      if (marker == 0xe1 && startsWith(body, EXIF)) {
        exif = ExifPlace.read(Arrays.copyOfRange(body, EXIF.length, body.length));
      } else if (marker == 0xe1) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.startsWith(XMP)) {
          xmp.read(text);
        }
      }
      at += 2 + length;
    }
    List<String> notes = new ArrayList<>();
    Moment moment = exif == null ? null : exif.apply(sample);
    xmp.apply(sample);
    if (xmp.isPanorama()) {
      notes.add("a panorama: no lens describes it");
      sample.film(null);
    }
    TelemetrySample built = sample.seconds(0.0).build();
    if (built.equals(new TelemetrySample.Builder().seconds(0.0).build())) {
      throw new TelemetryException("a JPEG that says nothing of where it was taken");
    }
    ClockKind clock =
        moment == null ? ClockKind.NONE : moment.zoned() ? ClockKind.UTC : ClockKind.LOCAL;
    return new Telemetry(name(), clock, List.of(built), Timeline.checked(List.of(built), notes));
  }

  private static boolean startsWith(byte[] body, byte[] prefix) {
    return body.length >= prefix.length
        && Arrays.equals(body, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** The fields of XMP packets. */
  private static final class XmpFields {

    private final java.util.Map<String, String> values = new java.util.HashMap<>();

    void read(String packet) {
      Matcher field = FIELD.matcher(packet);
      while (field.find() && values.size() < 1000) {
        values.putIfAbsent(field.group(1), field.group(2));
      }
    }

    boolean isPanorama() {
      return values.containsKey("ProjectionType");
    }

    void apply(TelemetrySample.Builder sample) {
      Double latitude = number("GpsLatitude");
      Double longitude = number("GpsLongitude", "GpsLongtitude");
      if (latitude != null && longitude != null) {
        sample.position(latitude, longitude);
      }
      Double altitude = number("AbsoluteAltitude");
      if (altitude != null) {
        sample.altitude(altitude);
      }
      sample.aboveTakeOff(number("RelativeAltitude"));
      sample.aircraft(
          number("FlightYawDegree"), number("FlightPitchDegree"), number("FlightRollDegree"));
      sample.camera(
          number("GimbalYawDegree"), number("GimbalPitchDegree"), number("GimbalRollDegree"));
      Double horizontal = number("RtkStdLat");
      Double vertical = number("RtkStdHgt");
      if (horizontal != null && vertical != null) {
        sample.accuracy(horizontal, vertical);
      }
    }

    private @Nullable Double number(String... keys) {
      for (String key : keys) {
        Double value = TelemetryText.number(values.get(key));
        if (value != null) {
          return value;
        }
      }
      return null;
    }
  }
}
