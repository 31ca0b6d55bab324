package io.vedette.detector.image.header;

/** Walks a PNG's chunks to its end (PNG, third edition, 5.3). */
final class PngReader implements HeaderReader {

  /** Colour types of grey pictures, without and with transparency. */
  private static final int GREY = 0;

  private static final int GREY_ALPHA = 4;

  @Override
  public boolean recognises(EncodedBytes b) {
    return b.has(0, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a);
  }

  @Override
  public PictureHeader read(EncodedBytes b, String where) {
    PictureSize size = new PictureSize((int) b.big(16, 4), (int) b.big(20, 4));
    int colour = b.at(25);
    StoredSamples samples =
        b.at(24) == 16
            ? StoredSamples.deep(colour == GREY || colour == GREY_ALPHA, 16)
            : StoredSamples.PLAIN;
    Orientation orientation = Orientation.NORMAL;
    boolean whole = false;
    long at = 8;
    while (!whole && at + 12 <= b.length()) {
      if (b.has(at + 4, "eXIf")) {
        orientation = ExifOrientation.at(b, at + 8);
      }
      whole = b.has(at + 4, "IEND");
      at += 12 + b.big(at, 4);
    }
    return new PictureHeader(PictureFormat.PNG, size, orientation, samples, whole);
  }
}
