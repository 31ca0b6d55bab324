package io.vedette.detector.image.header;

import java.util.HashMap;
import java.util.Map;

/**
 * The first directory of a TIFF file: whole numbers by their tags (TIFF 6.0, section 2; BigTIFF has
 * the same with numbers of 64 bits).
 */
final class TiffDirectory {

  private static final int ORIENTATION = 274;
  private static final int MAX_ENTRIES = 4096;

  /** No list of offsets is longer. */
  private static final int MAX_VALUES = 1 << 20;

  /** Bytes of the types that are whole numbers, by type; 0 for others. */
  private static final int[] WHOLE = {0, 1, 0, 2, 4, 0, 1, 0, 2, 4, 0, 0, 0, 4, 0, 0, 8, 8, 8};

  private record Entry(int bytes, int count, long at) {}

  private final EncodedBytes bytes;
  private final long start;
  private final boolean little;
  private final Map<Integer, Entry> entries = new HashMap<>();

  private TiffDirectory(EncodedBytes bytes, long start) {
    this.bytes = bytes;
    this.start = start;
    this.little = bytes.at(start) == 'I';
  }

  static boolean isTiff(EncodedBytes b, long start) {
    return b.has(start, 'I', 'I', 42, 0)
        || b.has(start, 'M', 'M', 0, 42)
        || b.has(start, 'I', 'I', 43, 0)
        || b.has(start, 'M', 'M', 0, 43);
  }

  /**
   * @param start where the TIFF file begins; its offsets count from there
   */
  static TiffDirectory first(EncodedBytes bytes, long start) {
    TiffDirectory directory = new TiffDirectory(bytes, start);
    directory.read();
    return directory;
  }

  private void read() {
    boolean wide = number(2, 2) == 43;
    int word = wide ? 8 : 4;
    long at = wide ? number(8, 8) : number(4, 4);
    long count = wide ? number(at, 8) : number(at, 2);
    long first = at + (wide ? 8 : 2);
    if (count < 0 || count > MAX_ENTRIES) {
      throw new IndexOutOfBoundsException(count + " entries");
    }
    for (int i = 0; i < count; i++) {
      long entry = first + i * (4L + 2 * word);
      int type = (int) number(entry + 2, 2);
      long values = number(entry + 4, word);
      int size = type < WHOLE.length ? WHOLE[type] : 0;
      if (size > 0 && values > 0 && values <= MAX_VALUES) {
        long place = entry + 4 + word;
        boolean inside = values * size <= word;
        entries.putIfAbsent(
            (int) number(entry, 2),
            new Entry(size, (int) values, inside ? place : number(place, word)));
      }
    }
  }

  private long number(long at, int count) {
    return little ? bytes.little(start + at, count) : bytes.big(start + at, count);
  }

  /** How many numbers a tag has; 0 where it is absent. */
  int count(int tag) {
    Entry entry = entries.get(tag);
    return entry == null ? 0 : entry.count;
  }

  /** One of a tag's numbers. */
  long value(int tag, int index) {
    Entry entry = entries.get(tag);
    if (entry == null || index >= entry.count) {
      throw new IndexOutOfBoundsException("number " + index + " of tag " + tag);
    }
    return number(entry.at + (long) index * entry.bytes, entry.bytes);
  }

  /** A tag's first number. */
  long value(int tag, int index, long otherwise) {
    return index < count(tag) ? value(tag, index) : otherwise;
  }

  Orientation orientation() {
    return Orientation.ofExif(value(ORIENTATION, 0, 1));
  }
}
