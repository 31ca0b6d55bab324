package io.vedette.detector.image.header;

import io.vedette.detector.DetectorException;
import java.util.Set;

/**
 * The numbers of a TIFF picture, and which of their many kinds are decoded. The image library takes
 * pictures of at most 8 bits in every form. Deeper ones it reads as they lie in the file, so that
 * only grey, and colour with its channels side by side, come out right.
 *
 * @param format 1 unsigned, 2 signed, 3 floating point
 * @param channels transparency and the like included
 * @param photometric what they mean: 0 grey with white as zero, 1 grey, 2 red, green, blue
 * @param planar whether each channel lies by itself
 */
record TiffSamples(long bits, long format, long channels, long photometric, boolean planar) {

  static final int UNSIGNED = 1;
  static final int BLACK_IS_ZERO = 1;
  private static final int SIGNED = 2;
  private static final int FLOAT = 3;
  private static final int WHITE_IS_ZERO = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;

  private static final Set<Long> SIXTEEN = Set.of(10L, 12L, 14L, 16L);

  StoredSamples decoded(String where) throws DetectorException {
    if (format != SIGNED && format != FLOAT && isPlain()) {
      return StoredSamples.PLAIN;
    }
    boolean grey = channels == 1 && (photometric == BLACK_IS_ZERO || photometric == WHITE_IS_ZERO);
    boolean colour = (channels == 3 || channels == 4) && photometric == RGB && !planar;
    int decodedBits = decodedBits();
    if (decodedBits == 0 || !grey && !colour) {
      throw refused(where);
    }
    return new StoredSamples(grey ? 1 : 3, decodedBits, true, photometric == WHITE_IS_ZERO);
  }

  private boolean isPlain() {
    return bits == 8 || bits == 1 || bits == 4 && photometric == PALETTE;
  }

  private int decodedBits() {
    if (format == FLOAT) {
      return bits == 32 || bits == 64 ? (int) bits : 0;
    }
    if (format == SIGNED && (bits == 8 || bits == 32)) {
      return (int) bits;
    }
    return SIXTEEN.contains(bits) ? 16 : 0;
  }

  DetectorException refused(String where) {
    return new DetectorException(
        where
            + ": a TIFF picture of "
            + channels
            + (planar ? " separate" : "")
            + " channels of "
            + bits
            + " bits (format "
            + format
            + ", photometric "
            + photometric
            + "), which is not read; save it as PNG, or as TIFF of 8 or 16 bits");
  }
}
