package io.vedette.edge.telemetry;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts, numbers and times as devices write them. */
final class TelemetryText {

  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{4})[-./](\\d{1,2})[-./](\\d{1,2})[T ]{1,2}(\\d{1,2}):(\\d{2})(?::(\\d{2})"
              + "(?:[.,](\\d{1,9}))?)?(?:,(\\d{3}))?\\s?(Z|UTC|[-+]\\d{2}:?\\d{2})?");

  private TelemetryText() {}

  /** A moment, and whether the text named its time zone. */
  record Moment(Instant time, boolean zoned) {}

  /** UTF-8 without its mark, or UTF-16 with one. */
  static String decode(byte[] bytes) {
    if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** The number that a text is; null for anything else. */
  static @Nullable Double number(@Nullable String text) {
    if (text == null || text.isBlank() || text.length() > 40) {
      return null;
    }
    String plain = text.strip();
    char first = plain.charAt(0);
    char last = plain.charAt(plain.length() - 1);
    boolean likely = (first == '-' || first == '+' || first == '.' || Character.isDigit(first));
    if (!likely || !(Character.isDigit(last) || last == '.')) {
      return null; // parseDouble would take "NaN", "0x1p3" and "1d"
    }
    try {
      double value = Double.parseDouble(plain);
      return Double.isFinite(value) ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The first date with a time of day in a text; null for none. Without a zone: as if UTC. */
  static @Nullable Moment moment(String text) {
    Matcher date = DATE.matcher(text);
    if (!date.find()) {
      return null;
    }
    try {
      String fraction = date.group(7) == null ? "" : date.group(7);
      // 58,720,764 is milliseconds and microseconds
      if (date.group(8) != null && fraction.length() == 3) {
        fraction += date.group(8);
      }
      LocalDateTime local =
          LocalDateTime.of(
              whole(date.group(1)),
              whole(date.group(2)),
              whole(date.group(3)),
              whole(date.group(4)),
              whole(date.group(5)),
              date.group(6) == null ? 0 : whole(date.group(6)),
              fraction.isEmpty() ? 0 : whole((fraction + "000000000").substring(0, 9)));
      String zone = date.group(9);
      ZoneOffset offset =
          zone == null || zone.startsWith("Z") || zone.startsWith("U")
              ? ZoneOffset.UTC
              : ZoneOffset.of(zone);
      return new Moment(local.toInstant(offset), zone != null);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int whole(String digits) {
    return Integer.parseInt(digits);
  }
}
