package io.vedette.detector.image;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;

/**
 * What an encoded picture says about itself, read from its first bytes without decoding it.
 *
 * @param format how it is encoded
 * @param width pixels, as stored (before a camera's orientation tag is applied)
 * @param height pixels, as stored
 * @param bodyAt offset behind the header, bytes
 */
record PictureHeader(Format format, int width, int height, int bodyAt) {

  enum Format {
    JPEG,
    PNG,
    BMP,
    WEBP
  }

  /**
   * Reads the header and refuses what is too large or cut off.
   *
   * @throws DetectorException when the bytes are no JPEG, PNG, BMP or WebP picture, end too early,
   *     or describe a picture larger than {@link Picture#MAX_PIXELS}
   */
  static PictureHeader read(byte[] encoded, String where) throws DetectorException {
    PictureHeader header = readStart(encoded, where);
    if (!header.isWhole(encoded)) {
      throw new DetectorException(where + ": the picture is cut off; send it again");
    }
    return header;
  }

  /** The same of a picture's first bytes, which need not hold its end. */
  static PictureHeader readStart(byte[] encoded, String where) throws DetectorException {
    PictureHeader header;
    try {
      header = parse(encoded);
    } catch (IndexOutOfBoundsException e) {
      throw new DetectorException(where + ": the picture is cut off; send it again", e);
    }
    if (header == null) {
      throw new DetectorException(where + ": no picture; give JPEG, PNG, BMP or WebP");
    }
    int width = header.width;
    int height = header.height;
    if (width < 1
        || height < 1
        || width > Picture.MAX_SIDE
        || height > Picture.MAX_SIDE
        || (long) width * height > Picture.MAX_PIXELS) {
      throw new DetectorException(
          where
              + ": a picture of "
              + width
              + "x"
              + height
              + " pixels; at most "
              + Picture.MAX_SIDE
              + " a side and "
              + Picture.MAX_PIXELS
              + " in all are taken: make it smaller");
    }
    return header;
  }

  private static @org.jspecify.annotations.Nullable PictureHeader parse(byte[] b) {
    if (starts(b, 0, 0xff, 0xd8, 0xff)) {
      return jpeg(b);
    }
    if (starts(b, 0, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)) {
      return new PictureHeader(Format.PNG, bigEndian(b, 16, 4), bigEndian(b, 20, 4), 8);
    }
    if (starts(b, 0, 'B', 'M')) {
      // the height of a bitmap stored top row first is negative
      return new PictureHeader(
          Format.BMP, littleEndian(b, 18, 4), Math.abs(littleEndian(b, 22, 4)), 26);
    }
    if (starts(b, 0, 'R', 'I', 'F', 'F') && starts(b, 8, 'W', 'E', 'B', 'P', 'V', 'P', '8')) {
      return webp(b);
    }
    return null;
  }

  /** Walks the segments to the start-of-frame marker (ITU T.81, B.2.2). */
  private static PictureHeader jpeg(byte[] b) {
    int at = 2;
    int width = 0;
    int height = 0;
    while (true) {
      while (b[at] == (byte) 0xff && b[at + 1] == (byte) 0xff) {
        at++; // fill bytes
      }
      if (b[at] != (byte) 0xff) {
        return new PictureHeader(Format.JPEG, width, height, at);
      }
      int marker = b[at + 1] & 0xff;
      int length = bigEndian(b, at + 2, 2);
      boolean startOfFrame =
          marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
      if (startOfFrame) {
        height = bigEndian(b, at + 5, 2);
        width = bigEndian(b, at + 7, 2);
      }
      at += 2 + Math.max(length, 2);
      if (marker == 0xda) {
        return new PictureHeader(Format.JPEG, width, height, at);
      }
    }
  }

  /** The three forms of a WebP file (RFC 9649). */
  private static PictureHeader webp(byte[] b) {
    return switch (b[15]) {
      case 'X' ->
          new PictureHeader(
              Format.WEBP, littleEndian(b, 24, 3) + 1, littleEndian(b, 27, 3) + 1, 30);
      case 'L' -> {
        int packed = littleEndian(b, 21, 4);
        yield new PictureHeader(
            Format.WEBP, (packed & 0x3fff) + 1, ((packed >> 14) & 0x3fff) + 1, 25);
      }
      default ->
          new PictureHeader(
              Format.WEBP, littleEndian(b, 26, 2) & 0x3fff, littleEndian(b, 28, 2) & 0x3fff, 30);
    };
  }

  /** Whether the end that the format asks for is there: decoders invent what is missing. */
  private boolean isWhole(byte[] b) {
    return switch (format) {
      case JPEG -> hasEndOfImage(b);
      case PNG -> hasEndChunk(b);
      case BMP -> b.length >= littleEndian(b, 2, 4);
      case WEBP -> b.length >= littleEndian(b, 4, 4) + 8L;
    };
  }

  private boolean hasEndOfImage(byte[] b) {
    // behind the first scan header 0xff is always followed by 0 unless it begins a marker
    for (int i = bodyAt; i + 1 < b.length; i++) {
      if (b[i] == (byte) 0xff && b[i + 1] == (byte) 0xd9) {
        return true;
      }
    }
    return false;
  }

  private boolean hasEndChunk(byte[] b) {
    long at = bodyAt;
    while (at + 12 <= b.length) {
      if (starts(b, (int) at + 4, 'I', 'E', 'N', 'D')) {
        return true;
      }
      at += 12 + Integer.toUnsignedLong(bigEndian(b, (int) at, 4));
    }
    return false;
  }

  private static boolean starts(byte[] b, int at, int... expected) {
    for (int i = 0; i < expected.length; i++) {
      if (at + i >= b.length || b[at + i] != (byte) expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static int bigEndian(byte[] b, int at, int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | b[at + i] & 0xff;
    }
    return value;
  }

  private static int littleEndian(byte[] b, int at, int count) {
    int value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | b[at + i] & 0xff;
    }
    return value;
  }
}
