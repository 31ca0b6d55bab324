package io.vedette.edge.telemetry;

import io.vedette.edge.telemetry.TelemetryText.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Subtitles that DJI drones write beside a film, one cue for a frame or a second.
 *
 * <p>Two families: {@code [latitude: …] [longitude: …]} in brackets (with {@code longtitude} in
 * some), and {@code GPS(…)}. The latter has longitude first and the number of satellites third; the
 * FPV drones write latitude first and the altitude, with decimals, third. A number above 90 tells
 * the longitude in any case. Some files have no time codes: then their dates count.
 */
final class DjiSrtForm implements TelemetryForm {

  private static final int MAX_CUE = 16_384;

  private static final Pattern CODE =
      Pattern.compile("(\\d{1,3}):(\\d{2}):(\\d{2})[,.](\\d{1,3})\\s{0,4}-->");
  private static final Pattern FIELD =
      Pattern.compile("([A-Za-z_]{2,24})\\s?:\\s?([-+]?\\d{1,12}(?:\\.\\d{1,12})?)");
  private static final Pattern GPS = Pattern.compile("GPS\\s?\\(([^()]{1,80})\\)");
  private static final Pattern BAROMETER =
      Pattern.compile("(?:BAROMETER\\s?[:(]|\\bHb:|\\bH )\\s?([-+]?\\d{1,9}(?:\\.\\d{1,9})?)");
  private static final Pattern SPEED = Pattern.compile("H\\.S (\\d{1,6}(?:\\.\\d{1,6})?)m/s");
  private static final Pattern AIRCRAFT = Pattern.compile("F\\.PRY\\s?\\(([^()]{1,80})\\)");
  private static final Pattern GIMBAL = Pattern.compile("G\\.PRY\\s?\\(([^()]{1,80})\\)");
  private static final Pattern HEAD =
      Pattern.compile("-->|\\[\\s?latitude\\s?:|GPS\\s?\\(", Pattern.CASE_INSENSITIVE);
  private static final Pattern INDEX = Pattern.compile("\\d{1,9}");

  @Override
  public String name() {
    return "DJI subtitles (SRT)";
  }

  @Override
  public boolean recognises(byte[] head) {
    String text = TelemetryText.decode(head);
    int begin = 0;
    while (begin < text.length() && Character.isWhitespace(text.charAt(begin))) {
      begin++;
    }
    boolean numbered = begin < text.length() && Character.isDigit(text.charAt(begin));
    return numbered && (HEAD.matcher(text).find() || text.strip().length() <= 3);
  }

  @Override
  public Telemetry read(byte[] file) throws TelemetryException {
    List<String> cues = cues(TelemetryText.decode(file));
    if (cues.isEmpty()) {
      throw new TelemetryException("subtitles without a single cue");
    }
    GpsOrder order = GpsOrder.of(cues);
    List<TelemetrySample> samples = new ArrayList<>();
    boolean coded = false;
    boolean dated = false;
    boolean ambiguous = false;
    boolean zoomed = false;
    for (String cue : cues) {
      TelemetrySample sample = sample(cue, order);
      coded |= sample.seconds() != null;
      dated |= sample.time() != null;
      ambiguous |= cue.contains("[altitude");
      zoomed |= sample.view() == null && cue.contains("dzoom_ratio") && cue.contains("focal_len");
      samples.add(sample);
    }
    List<String> notes = new ArrayList<>();
    if (!coded) {
      notes.add("no time codes: seconds are from the dates");
    }
    if (ambiguous) {
      notes.add("altitude is written without saying above what; taken as above sea level");
    }
    if (zoomed) {
      notes.add("digital zoom: the field of view is not known there");
    }
    notes.addAll(order.notes());
    List<TelemetrySample> timed = coded ? samples : Timeline.fromTimes(samples);
    return new Telemetry(
        name(), dated ? ClockKind.LOCAL : ClockKind.NONE, timed, Timeline.checked(timed, notes));
  }

  private static List<String> cues(String text) throws TelemetryException {
    List<String> cues = new ArrayList<>();
    StringBuilder cue = new StringBuilder();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      if (INDEX.matcher(line.strip()).matches()) {
        add(cues, cue);
        cue.setLength(0);
      } else if (!line.isBlank()) {
        cue.append(line, 0, Math.min(line.length(), MAX_CUE)).append('\n');
        if (cue.length() > MAX_CUE) {
          cue.setLength(MAX_CUE);
        }
      }
    }
    add(cues, cue);
    return cues;
  }

  private static void add(List<String> cues, StringBuilder cue) throws TelemetryException {
    if (cue.length() == 0) {
      return;
    }
    if (cues.size() == Telemetry.MAX_SAMPLES) {
      throw new TelemetryException("more than " + Telemetry.MAX_SAMPLES + " cues");
    }
    cues.add(cue.toString());
  }

  private static TelemetrySample sample(String cue, GpsOrder order) {
    TelemetrySample.Builder sample = new TelemetrySample.Builder();
    int body = code(cue, sample);
    Moment moment = TelemetryText.moment(cue);
    sample.time(moment == null ? null : moment.time());
    brackets(cue, body, sample);
    String gps = group(GPS, cue);
    if (gps != null) {
      order.apply(gps, sample);
    }
    String height = group(BAROMETER, cue);
    if (height != null) {
      sample.aboveTakeOff(TelemetryText.number(height));
    }
    sample.speed(TelemetryText.number(group(SPEED, cue)));
    double @Nullable [] aircraft = angles(group(AIRCRAFT, cue));
    if (aircraft != null) {
      sample.aircraft(aircraft[2], aircraft[0], aircraft[1]);
    }
    double @Nullable [] gimbal = angles(group(GIMBAL, cue));
    if (gimbal != null) {
      sample.camera(gimbal[2], gimbal[0], gimbal[1]);
    }
    return sample.build();
  }

  /** The cue's beginning; where its text begins. */
  private static int code(String cue, TelemetrySample.Builder sample) {
    Matcher code = CODE.matcher(cue);
    if (!code.find()) {
      return 0;
    }
    String millis = (code.group(4) + "00").substring(0, 3);
    sample.seconds(
        Integer.parseInt(code.group(1)) * 3600.0
            + Integer.parseInt(code.group(2)) * 60.0
            + Integer.parseInt(code.group(3))
            + Integer.parseInt(millis) / 1000.0);
    return code.end();
  }

  private static void brackets(String cue, int from, TelemetrySample.Builder sample) {
    BracketFields fields = new BracketFields();
    Matcher field = FIELD.matcher(cue);
    for (int at = from; at < cue.length() && field.find(at); at = field.end()) {
      fields.put(field.group(1), field.group(2));
    }
    fields.apply(sample);
  }

  private static @Nullable String group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }

  /** Three angles such as {@code 2.7°, -7.0°, 110.1°}; null where one is missing. */
  private static double @Nullable [] angles(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String[] parts = text.replaceAll("[^-+.,0-9]", "").split(",", -1);
    if (parts.length != 3) {
      return null;
    }
    double[] angles = new double[3];
    for (int i = 0; i < 3; i++) {
      Double angle = TelemetryText.number(parts[i]);
      if (angle == null) {
        return null;
      }
      angles[i] = angle;
    }
    return angles;
  }
}
