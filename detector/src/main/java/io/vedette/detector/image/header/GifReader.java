package io.vedette.detector.image.header;

/** Walks a GIF's blocks to the end of its first picture (GIF89a, appendix B). */
final class GifReader implements HeaderReader {

  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;

  @Override
  public boolean recognises(EncodedBytes b) {
    return b.has(0, "GIF87a") || b.has(0, "GIF89a");
  }

  @Override
  public PictureHeader read(EncodedBytes b, String where) {
    PictureSize size = new PictureSize((int) b.little(6, 2), (int) b.little(8, 2));
    return new PictureHeader(
        PictureFormat.GIF, size, Orientation.NORMAL, StoredSamples.PLAIN, hasPicture(b));
  }

  private static boolean hasPicture(EncodedBytes b) {
    long at = 13 + colours(b.at(10));
    while (b.at(at) == EXTENSION) {
      at = behindBlocks(b, at + 2);
    }
    if (b.at(at) != IMAGE) {
      return false;
    }
    behindBlocks(b, at + 11 + colours(b.at(at + 9)));
    return true;
  }

  /** Bytes of a table of colours, whose number is in the lowest bits. */
  private static int colours(int packed) {
    return (packed & 0x80) == 0 ? 0 : 3 << ((packed & 7) + 1);
  }

  private static long behindBlocks(EncodedBytes b, long from) {
    long at = from;
    while (b.at(at) > 0) {
      at += 1 + b.at(at);
    }
    return at + 1;
  }
}
