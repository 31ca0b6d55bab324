package io.vedette.edge.telemetry;

import io.vedette.edge.place.Attitude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Packets of key, length and value: MISB ST 0601 local sets, and the universal sets of the older EG
 * 0104. A packet that is cut off or whose checksum is wrong is counted. Values that a set does not
 * hold, or marks as out of range, are unknown.
 */
final class KlvReader {

  private static final byte[] PREFIX = {0x06, 0x0e, 0x2b, 0x34};
  private static final byte[] LOCAL_SET = key("060e2b34020b01010e01030101000000");
  private static final byte[] UNIVERSAL_SET = key("060e2b34020101010e01010201010000");
  private static final int MAX_ITEMS = 1000;

  /** Tags for items that ST 0601 does not have. */
  private static final int ANGLE_TO_NORTH = 1001;

  private static final int OBLIQUITY = 1002;

  /** Items of EG 0104 by the second half of their keys: the first half differs by version. */
  private static final Map<String, Integer> UNIVERSAL_ITEMS =
      Map.of(
          "0702010101050000", 2,
          "0701020102040200", 13,
          "0701020102060200", 14,
          "0701020102020000", 15,
          "0701100106000000", 5,
          "0701100105000000", 6,
          "0701100104000000", 7,
          "0420020101080000", 16,
          "0701100102000000", ANGLE_TO_NORTH,
          "0701100103000000", OBLIQUITY);

  private final List<TelemetrySample> sound = new ArrayList<>();
  private final List<TelemetrySample> doubtful = new ArrayList<>();
  private long cut;
  private boolean older;

  /** Reads all packets of some bytes. {@code seconds}: of the film at them, null for unknown. */
  void read(byte[] bytes, @Nullable Double seconds) throws TelemetryException {
    int at = 0;
    while ((at = nextSet(bytes, at)) >= 0) {
      Span value = span(bytes, at + 16);
      if (value == null) {
        cut++;
        return;
      }
      if (sound.size() + doubtful.size() == Telemetry.MAX_SAMPLES) {
        throw new TelemetryException("more than " + Telemetry.MAX_SAMPLES + " packets");
      }
      if (Arrays.equals(bytes, at, at + 16, LOCAL_SET, 0, 16)) {
        Items items = local(bytes, value);
        boolean good = isSound(bytes, at, value);
        (good ? sound : doubtful).add(sample(items, seconds));
      } else {
        older = true;
        sound.add(sample(universal(bytes, value), seconds));
      }
      at = value.end();
    }
  }

  /** Whether any packet was found. */
  boolean isEmpty() {
    return sound.isEmpty() && doubtful.isEmpty();
  }

  /** What has been read. */
  Telemetry finish(String form) {
    List<String> notes = new ArrayList<>();
    if (older) {
      notes.add("universal sets of EG 0104");
    }
    if (cut > 0) {
      notes.add(cut + " packets are cut off");
    }
    List<TelemetrySample> samples = sound;
    if (sound.isEmpty()) {
      samples = doubtful;
      notes.add("no packet has a right checksum: read all the same");
    } else if (!doubtful.isEmpty()) {
      notes.add(doubtful.size() + " packets with a wrong checksum left out");
    }
    boolean timed = samples.stream().anyMatch(sample -> sample.time() != null);
    boolean inFilm = samples.stream().allMatch(sample -> sample.seconds() != null);
    List<TelemetrySample> ordered = inFilm ? samples : Timeline.fromTimes(samples);
    return new Telemetry(
        form, timed ? ClockKind.UTC : ClockKind.NONE, ordered, Timeline.checked(ordered, notes));
  }

  /** Whether a set that can be read begins in these bytes. */
  static boolean hasSet(byte[] bytes) {
    return nextSet(bytes, 0) >= 0;
  }

  private static int nextSet(byte[] bytes, int from) {
    for (int i = from; i + 17 <= bytes.length; i++) {
      if (bytes[i] == PREFIX[0]
          && (Arrays.equals(bytes, i, i + 16, LOCAL_SET, 0, 16)
              || Arrays.equals(bytes, i, i + 16, UNIVERSAL_SET, 0, 16))) {
        return i;
      }
    }
    return -1;
  }

  /** Bytes from {@code begin} to before {@code end}. */
  private record Span(int begin, int end) {}

  /** The value whose length (BER) is written here; null where it goes beyond the bytes. */
  private static @Nullable Span span(byte[] bytes, int at) {
    if (at >= bytes.length) {
      return null;
    }
    int first = bytes[at] & 0xff;
    int begin = at + 1;
    long length = first;
    if (first >= 0x80) {
      int count = first & 0x7f;
      if (count > 4 || begin + count > bytes.length) {
        return null;
      }
      length = 0;
      for (int i = 0; i < count; i++) {
        length = length << 8 | bytes[begin + i] & 0xff;
      }
      begin += count;
    }
    return begin + length <= bytes.length ? new Span(begin, (int) (begin + length)) : null;
  }

  private Items local(byte[] bytes, Span set) {
    Items items = new Items();
    int at = set.begin();
    for (int i = 0; i < MAX_ITEMS && at < set.end(); i++) {
      int tag = 0;
      int part;
      do { // a tag of seven bits a byte
        part = bytes[at++] & 0xff;
        tag = (tag & 0xffff) << 7 | part & 0x7f;
      } while (part >= 0x80 && at < set.end());
      Span value = span(bytes, at);
      if (value == null || value.end() > set.end()) {
        cut++;
        break;
      }
      items.put(tag, Arrays.copyOfRange(bytes, value.begin(), value.end()));
      at = value.end();
    }
    return items;
  }

  private Items universal(byte[] bytes, Span set) {
    Items items = new Items();
    int at = set.begin();
    for (int i = 0; i < MAX_ITEMS && at + 17 <= set.end(); i++) {
      Integer tag = UNIVERSAL_ITEMS.get(HexFormat.of().formatHex(bytes, at + 8, at + 16));
      Span value = span(bytes, at + 16);
      if (value == null || value.end() > set.end()) {
        cut++;
        break;
      }
      if (tag != null) {
        items.putReal(tag, Arrays.copyOfRange(bytes, value.begin(), value.end()));
      }
      at = value.end();
    }
    return items;
  }

  /** Running 16-bit sum over key, length and items up to the checksum itself (ST 0601). */
  private static boolean isSound(byte[] bytes, int at, Span set) {
    int last = set.end() - 4;
    if (last < set.begin() || bytes[last] != 1 || bytes[last + 1] != 2) {
      return false;
    }
    int sum = 0;
    for (int i = at; i < set.end() - 2; i++) {
      sum += (bytes[i] & 0xff) << ((i - at) % 2 == 0 ? 8 : 0);
    }
    int stated = (bytes[set.end() - 2] & 0xff) << 8 | bytes[set.end() - 1] & 0xff;
    return (sum & 0xffff) == stated;
  }

  private static TelemetrySample sample(Items items, @Nullable Double seconds) {
    TelemetrySample.Builder sample = new TelemetrySample.Builder().seconds(seconds);
    Double micros = items.unsigned(2, 8);
    if (micros != null && micros > 0 && micros < 1e16) {
      sample.time(Instant.ofEpochSecond((long) (micros / 1e6), (long) (micros % 1e6) * 1000));
    }
    sample.position(items.signed(13, 4, 90), items.signed(14, 4, 180));
    sample.altitude(items.ranged(15, 2, -900, 19_000));
    Double pitch = items.signed(90, 4, 90);
    Double roll = items.signed(91, 4, 90);
    Double heading = items.ranged(5, 2, 0, 360);
    sample.aircraft(
        heading,
        pitch == null ? items.signed(6, 2, 20) : pitch,
        roll == null ? items.signed(7, 2, 50) : roll);
    sample.view(items.ranged(16, 2, 0, 180), items.ranged(17, 2, 0, 180));
    sample.speed(items.unsigned(56, 1));
    sample.camera(camera(items, sample.build().aircraft()));
    return sample.build();
  }

  /** Against north and horizon: written so by EG 0104, against the aircraft by ST 0601. */
  private static @Nullable Attitude camera(Items items, @Nullable Attitude aircraft) {
    Double north = items.real(ANGLE_TO_NORTH);
    Double obliquity = items.real(OBLIQUITY);
    if (north != null && obliquity != null && Math.abs(obliquity) <= 90) {
      return new Attitude(north, obliquity, 0);
    }
    Double azimuth = items.ranged(18, 4, 0, 360);
    Double elevation = items.signed(19, 4, 180);
    Double roll = items.ranged(20, 4, 0, 360);
    return aircraft == null || azimuth == null || elevation == null
        ? null
        : aircraft.with(new Attitude(azimuth, elevation, roll == null ? 0 : roll));
  }

  private static byte[] key(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  /** Items of one set by tag. */
  private static final class Items {

    private final java.util.HashMap<Integer, byte[]> coded = new java.util.HashMap<>();
    private final java.util.HashMap<Integer, Double> reals = new java.util.HashMap<>();

    void put(int tag, byte[] value) {
      coded.put(tag, value);
    }

    /** A number of IEEE 754, or a time. */
    void putReal(int tag, byte[] value) {
      if (tag == 2) {
        coded.put(tag, value);
        return;
      }
      java.nio.ByteBuffer number = java.nio.ByteBuffer.wrap(value);
      double real =
          value.length == 8
              ? number.getDouble()
              : value.length == 4 ? number.getFloat() : Double.NaN;
      if (Double.isFinite(real)) {
        reals.put(tag, real);
      }
    }

    @Nullable Double real(int tag) {
      return reals.get(tag);
    }

    @Nullable Double unsigned(int tag, int bytes) {
      byte[] value = coded.get(tag);
      if (value == null || value.length != bytes) {
        return null;
      }
      double number = 0;
      for (byte each : value) {
        number = number * 256 + (each & 0xff);
      }
      return number;
    }

    /** All ones is the most, all zeros the least. */
    @Nullable Double ranged(int tag, int bytes, double least, double most) {
      if (reals.containsKey(tag)) {
        return reals.get(tag);
      }
      Double number = unsigned(tag, bytes);
      return number == null
          ? null
          : Double.valueOf(least + number * (most - least) / (Math.pow(256, bytes) - 1));
    }

    /** Two's complement, from {@code -most} to {@code most}; the lowest number means an error. */
    @Nullable Double signed(int tag, int bytes, double most) {
      if (reals.containsKey(tag)) {
        return reals.get(tag);
      }
      Double number = unsigned(tag, bytes);
      if (number == null) {
        return null;
      }
      double half = Math.pow(256, bytes) / 2;
      double value = number >= half ? number - 2 * half : number;
      return value == -half ? null : Double.valueOf(value * most / (half - 1));
    }
  }
}
