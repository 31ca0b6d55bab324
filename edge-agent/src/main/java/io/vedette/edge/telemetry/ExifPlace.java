package io.vedette.edge.telemetry;

import io.vedette.edge.telemetry.TelemetryText.Moment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The few fields of Exif 2.32 that say where and when a picture was taken and with which focal
 * length. A field that lies outside the block is unknown.
 */
final class ExifPlace {

  private static final int EXIF_DIRECTORY = 0x8769;
  private static final int GPS_DIRECTORY = 0x8825;
  private static final int ORIGINAL_TIME = 0x9003;
  private static final int FILM = 0xa405;
  private static final int MAX_ENTRIES = 512;
  private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

  private final ByteBuffer block;
  private final Map<Integer, Integer> main = new HashMap<>();
  private final Map<Integer, Integer> gps = new HashMap<>();

  private ExifPlace(ByteBuffer block) {
    this.block = block;
  }

  /** Reads a TIFF block; null when it is none. */
  static @Nullable ExifPlace read(byte[] bytes) {
    if (bytes.length < 8 || bytes[0] != bytes[1] || (bytes[0] != 'I' && bytes[0] != 'M')) {
      return null;
    }
    ByteBuffer block =
        ByteBuffer.wrap(bytes)
            .order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    ExifPlace place = new ExifPlace(block);
    place.directory(block.getInt(4), place.main);
    Double exif = place.number(place.main, EXIF_DIRECTORY, 0);
    if (exif != null) {
      place.directory(exif.intValue(), place.main);
    }
    Double position = place.number(place.main, GPS_DIRECTORY, 0);
    if (position != null) {
      place.directory(position.intValue(), place.gps);
    }
    return place;
  }

  private void directory(int at, Map<Integer, Integer> entries) {
    if (at < 0 || at > block.limit() - 2) {
      return;
    }
    int count = Math.min(block.getShort(at) & 0xffff, MAX_ENTRIES);
    for (int i = 0; i < count && at + 2 + (i + 1) * 12 <= block.limit(); i++) {
      int entry = at + 2 + i * 12;
      entries.putIfAbsent(block.getShort(entry) & 0xffff, entry);
    }
  }

  /** Fills the sample; the moment, if one is known. */
  @Nullable Moment apply(TelemetrySample.Builder sample) {
    sample.position(degrees(1, 2, "S"), degrees(3, 4, "W"));
    Double altitude = number(gps, 6, 0);
    Double below = number(gps, 5, 0);
    sample.altitude(
        altitude == null
            ? null
            : Double.valueOf(below != null && below == 1 ? -altitude : altitude));
    Double film = number(main, FILM, 0);
    sample.film(film != null && film > 0 ? film : null);
    Double error = number(gps, 31, 0);
    sample.accuracy(error, null);
    Moment moment = gpsTime();
    if (moment == null) {
      String text = text(main, ORIGINAL_TIME);
      moment =
          text == null
              ? null
              : TelemetryText.moment(text.replaceFirst(":", "-").replaceFirst(":", "-"));
    }
    sample.time(moment == null ? null : moment.time());
    return moment;
  }

  private @Nullable Moment gpsTime() {
    String date = text(gps, 29);
    Double hour = number(gps, 7, 0);
    Double minute = number(gps, 7, 1);
    Double second = number(gps, 7, 2);
    if (date == null || hour == null || minute == null || second == null) {
      return null;
    }
    return TelemetryText.moment(
        String.format(
            java.util.Locale.ROOT,
            "%s %02d:%02d:%06.3fZ",
            date.replace(':', '-'),
            hour.intValue(),
            minute.intValue(),
            second));
  }

  private @Nullable Double degrees(int side, int field, String negative) {
    Double whole = number(gps, field, 0);
    Double minutes = number(gps, field, 1);
    Double seconds = number(gps, field, 2);
    String letter = text(gps, side);
    if (whole == null || letter == null) {
      return null;
    }
    double value =
        whole + (minutes == null ? 0 : minutes) / 60 + (seconds == null ? 0 : seconds) / 3600;
    return letter.startsWith(negative) ? -value : value;
  }

  private @Nullable String text(Map<Integer, Integer> entries, int tag) {
    Integer entry = entries.get(tag);
    if (entry == null || (block.getShort(entry + 2) & 0xffff) != 2) {
      return null;
    }
    int count = block.getInt(entry + 4);
    int at = place(entry, count, 1);
    if (at < 0 || count < 1 || count > 64) {
      return null;
    }
    byte[] bytes = new byte[count];
    block.get(at, bytes);
    return new String(bytes, StandardCharsets.US_ASCII).replace("\0", "").strip();
  }

  private @Nullable Double number(Map<Integer, Integer> entries, int tag, int index) {
    Integer entry = entries.get(tag);
    if (entry == null) {
      return null;
    }
    int type = block.getShort(entry + 2) & 0xffff;
    int count = block.getInt(entry + 4);
    if (type >= SIZES.length || index >= count || count < 0) {
      return null;
    }
    int at = place(entry, count, SIZES[type]);
    if (at < 0) {
      return null;
    }
    int from = at + index * SIZES[type];
    return switch (type) {
      case 1 -> (double) (block.get(from) & 0xff);
      case 3 -> (double) (block.getShort(from) & 0xffff);
      case 4 -> (double) (block.getInt(from) & 0xffffffffL);
      case 5 -> ratio(block.getInt(from) & 0xffffffffL, block.getInt(from + 4) & 0xffffffffL);
      case 10 -> ratio(block.getInt(from), block.getInt(from + 4));
      default -> null;
    };
  }

  private static @Nullable Double ratio(long above, long below) {
    return below == 0 ? null : Double.valueOf((double) above / below);
  }

  /** Where an entry's values lie; -1 when not in the block. */
  private int place(int entry, int count, int size) {
    long length = (long) count * size;
    long at = length <= 4 ? entry + 8 : block.getInt(entry + 8) & 0xffffffffL;
    return length > 0 && at <= block.limit() - length ? (int) at : -1;
  }
}
