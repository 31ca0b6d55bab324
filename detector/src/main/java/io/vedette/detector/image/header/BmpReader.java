package io.vedette.detector.image.header;

/** Reads the header of a Windows or OS/2 bitmap. */
final class BmpReader implements HeaderReader {

  /** OS/2's header, the oldest, has so many bytes and numbers of 16 bits. */
  private static final int CORE_HEADER = 12;

  @Override
  public boolean recognises(EncodedBytes b) {
    return b.has(0, 'B', 'M');
  }

  @Override
  public PictureHeader read(EncodedBytes b, String where) {
    boolean core = b.little(14, 4) == CORE_HEADER;
    int width = (int) (core ? b.little(18, 2) : b.little(18, 4));
    // the height of a bitmap stored top row first is negative
    int height = Math.abs((int) (core ? b.little(20, 2) : b.little(22, 4)));
    return new PictureHeader(
        PictureFormat.BMP,
        new PictureSize(width, height),
        Orientation.NORMAL,
        StoredSamples.PLAIN,
        b.length() >= b.little(2, 4));
  }
}
