package io.vedette.detector.image.header;

/** The orientation in a block of EXIF, which is a TIFF file in the middle of another one. */
final class ExifOrientation {

  private static final String PREFIX = "Exif\0\0";

  private ExifOrientation() {}

  /** Damaged EXIF says nothing: the picture is shown as stored. */
  static Orientation at(EncodedBytes bytes, long start) {
    long tiff = bytes.has(start, PREFIX) ? start + PREFIX.length() : start;
    try {
      return TiffDirectory.isTiff(bytes, tiff)
          ? TiffDirectory.first(bytes, tiff).orientation()
          : Orientation.NORMAL;
    } catch (IndexOutOfBoundsException e) {
      return Orientation.NORMAL;
    }
  }
}
