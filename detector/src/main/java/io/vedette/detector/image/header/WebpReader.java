package io.vedette.detector.image.header;

/** Reads the three forms of a WebP file (RFC 9649). */
final class WebpReader implements HeaderReader {

  @Override
  public boolean recognises(EncodedBytes b) {
    return b.has(0, "RIFF") && b.has(8, "WEBPVP8");
  }

  @Override
  public PictureHeader read(EncodedBytes b, String where) {
    return new PictureHeader(
        PictureFormat.WEBP,
        size(b),
        b.at(15) == 'X' ? orientation(b) : Orientation.NORMAL,
        StoredSamples.PLAIN,
        b.length() >= end(b));
  }

  private static PictureSize size(EncodedBytes b) {
    return switch (b.at(15)) {
      case 'X' -> new PictureSize((int) b.little(24, 3) + 1, (int) b.little(27, 3) + 1);
      case 'L' -> {
        int packed = (int) b.little(21, 4);
        yield new PictureSize((packed & 0x3fff) + 1, ((packed >> 14) & 0x3fff) + 1);
      }
      default -> new PictureSize((int) b.little(26, 2) & 0x3fff, (int) b.little(28, 2) & 0x3fff);
    };
  }

  private static long end(EncodedBytes b) {
    return b.little(4, 4) + 8;
  }

  private static Orientation orientation(EncodedBytes b) {
    long at = 12;
    while (at + 8 <= Math.min(b.length(), end(b))) {
      if (b.has(at, "EXIF")) {
        return ExifOrientation.at(b, at + 8);
      }
      long size = b.little(at + 4, 4);
      at += 8 + size + size % 2;
    }
    return Orientation.NORMAL;
  }
}
