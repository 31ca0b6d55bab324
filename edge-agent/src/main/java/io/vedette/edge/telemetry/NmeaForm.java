package io.vedette.edge.telemetry;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sentences of NMEA 0183, alone or inside the lines of a log: GGA, RMC and HDT of any talker. A
 * sentence with a wrong checksum is left out and counted.
 */
final class NmeaForm implements TelemetryForm {

  private static final Pattern SENTENCE =
      Pattern.compile("\\$([A-Z]{2})(GGA|RMC|HDT),([^*$\\r\\n]{0,120})(?:\\*([0-9A-Fa-f]{2}))?");
  private static final double KNOT = 1852.0 / 3600;
  private static final int MAX_LINE = 1000;

  @Override
  public String name() {
    return "NMEA 0183";
  }

  @Override
  public boolean recognises(byte[] head) {
    Matcher sentence = SENTENCE.matcher(TelemetryText.decode(head));
    while (sentence.find()) {
      if (!sentence.group(2).equals("HDT") && isSound(sentence)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Telemetry read(byte[] file) throws TelemetryException {
    Reading reading = new Reading();
    for (String line : (Iterable<String>) TelemetryText.decode(file).lines()::iterator) {
      Matcher sentence = SENTENCE.matcher(line.substring(0, Math.min(line.length(), MAX_LINE)));
      if (sentence.find()) {
        reading.add(sentence);
      }
    }
    return reading.finish(name());
  }

  private static boolean isSound(Matcher sentence) {
    if (sentence.group(4) == null) {
      return true;
    }
    int sum = 0;
    String body = sentence.group(1) + sentence.group(2) + "," + sentence.group(3);
    for (int i = 0; i < body.length(); i++) {
      sum ^= body.charAt(i);
    }
    return sum == Integer.parseInt(sentence.group(4), 16);
  }

  /** What has been read so far. Sentences of the same time of day are one sample. */
  private static final class Reading {

    private final List<TelemetrySample> samples = new ArrayList<>();
    private @Nullable LocalDate date;
    private @Nullable LocalTime last;
    private String time = "";
    private TelemetrySample.Builder open = new TelemetrySample.Builder();
    private boolean begun;
    private long days;
    private long wrong;
    private long undated;

    void add(Matcher sentence) throws TelemetryException {
      if (!isSound(sentence)) {
        wrong++;
        return;
      }
      String[] fields = sentence.group(3).split(",", -1);
      switch (sentence.group(2)) {
        case "GGA" -> gga(fields);
        case "RMC" -> rmc(fields);
        default -> open.aircraft(TelemetryText.number(fields[0]), 0.0, 0.0);
      }
    }

    private void gga(String[] fields) throws TelemetryException {
      if (fields.length < 9) {
        return;
      }
      at(fields[0]);
      if (!fields[5].equals("0") && !fields[5].isEmpty()) {
        open.position(degrees(fields[1], fields[2]), degrees(fields[3], fields[4]));
        open.altitude(TelemetryText.number(fields[8]));
      }
    }

    private void rmc(String[] fields) throws TelemetryException {
      if (fields.length < 9) {
        return;
      }
      LocalDate day = date(fields[8]);
      if (day != null) {
        date = day;
        days = 0;
      }
      at(fields[0]);
      if (fields[1].equals("A")) {
        open.position(degrees(fields[2], fields[3]), degrees(fields[4], fields[5]));
        Double knots = TelemetryText.number(fields[6]);
        open.speed(knots == null ? null : Double.valueOf(knots * KNOT));
      }
    }

    /** Begins a sample when the time of day is another one. */
    private void at(String text) throws TelemetryException {
      if (begun && text.equals(time)) {
        if (date != null) {
          stamp(text);
        }
        return;
      }
      end();
      time = text;
      begun = true;
      stamp(text);
    }

    private void stamp(String text) {
      LocalTime now = time(text);
      if (now == null) {
        return;
      }
      if (last != null && now.isBefore(last.minusHours(12))) {
        days++;
      }
      last = now;
      LocalDate day = date == null ? LocalDate.EPOCH : date;
      open.time(LocalDateTime.of(day, now).plusDays(days).toInstant(ZoneOffset.UTC));
      undated += date == null ? 1 : 0;
    }

    private void end() throws TelemetryException {
      if (!begun) {
        return;
      }
      if (samples.size() == Telemetry.MAX_SAMPLES) {
        throw new TelemetryException("more than " + Telemetry.MAX_SAMPLES + " samples");
      }
      samples.add(open.build());
      open = new TelemetrySample.Builder();
    }

    Telemetry finish(String name) throws TelemetryException {
      end();
      if (samples.isEmpty()) {
        throw new TelemetryException("no sentence with a position and a correct checksum");
      }
      List<String> notes = new ArrayList<>();
      if (wrong > 0) {
        notes.add(wrong + " sentences with a wrong checksum left out");
      }
      if (undated > 0) {
        notes.add("no date for " + undated + " sentences: counted from 1970-01-01");
      }
      List<TelemetrySample> timed = Timeline.fromTimes(samples);
      ClockKind clock = undated == samples.size() ? ClockKind.NONE : ClockKind.UTC;
      return new Telemetry(name, clock, timed, Timeline.checked(timed, notes));
    }

    /** ddmm.mmmm or dddmm.mmmm and a letter, as degrees. */
    private static @Nullable Double degrees(String text, String side) {
      Double value = TelemetryText.number(text);
      if (value == null || value < 0 || side.length() != 1) {
        return null;
      }
      double whole = Math.floor(value / 100);
      double degrees = whole + (value - whole * 100) / 60;
      return switch (side) {
        case "N", "E" -> degrees;
        case "S", "W" -> -degrees;
        default -> null;
      };
    }

    private static @Nullable LocalTime time(String text) {
      Double value = TelemetryText.number(text);
      if (value == null || value < 0 || text.length() < 6) {
        return null;
      }
      try {
        long nanos = Math.round((value % 100) * 1e3) * 1_000_000;
        int clock = (int) Math.floor(value / 100);
        return LocalTime.of(clock / 100, clock % 100).plusNanos(nanos);
      } catch (DateTimeException e) {
        return null;
      }
    }

    private static @Nullable LocalDate date(String text) {
      if (!text.matches("\\d{6}")) {
        return null;
      }
      int year = Integer.parseInt(text.substring(4));
      try {
        return LocalDate.of(
            year < 80 ? 2000 + year : 1900 + year,
            Integer.parseInt(text.substring(2, 4)),
            Integer.parseInt(text.substring(0, 2)));
      } catch (DateTimeException e) {
        return null;
      }
    }
  }
}
