package io.vedette.detector.image.header;

/** Walks a JPEG's segments to its first scan (ITU T.81, B.2.2). */
final class JpegReader implements HeaderReader {

  private static final int APP1 = 0xe1;
  private static final int START_OF_SCAN = 0xda;

  @Override
  public boolean recognises(EncodedBytes b) {
    return b.has(0, 0xff, 0xd8, 0xff);
  }

  @Override
  public PictureHeader read(EncodedBytes b, String where) {
    long at = 2;
    PictureSize size = new PictureSize(0, 0);
    Orientation orientation = Orientation.NORMAL;
    int marker = 0;
    while (marker != START_OF_SCAN) {
      while (b.at(at) == 0xff && b.at(at + 1) == 0xff) {
        at++; // fill bytes
      }
      if (b.at(at) != 0xff) {
        break;
      }
      marker = b.at(at + 1);
      if (isStartOfFrame(marker)) {
        size = new PictureSize((int) b.big(at + 7, 2), (int) b.big(at + 5, 2));
      }
      if (marker == APP1 && b.has(at + 4, "Exif\0\0")) {
        orientation = ExifOrientation.at(b, at + 4);
      }
      at += 2 + Math.max(b.big(at + 2, 2), 2);
    }
    return new PictureHeader(
        PictureFormat.JPEG, size, orientation, StoredSamples.PLAIN, hasEnd(b, at));
  }

  private static boolean isStartOfFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  /**
   * In a scan 0xff is followed by 0 unless it begins a marker. The end is looked for from behind,
   * where it is in most files.
   */
  private static boolean hasEnd(EncodedBytes b, long scan) {
    for (long i = b.length() - 2; i >= scan; i--) {
      if (b.at(i) == 0xff && b.at(i + 1) == 0xd9) {
        return true;
      }
    }
    return false;
  }
}
