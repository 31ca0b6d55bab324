package io.vedette.detector;

/**
 * Pixels of one picture: 8 bits a channel, three channels interleaved in the order blue, green,
 * red, rows top to bottom without padding. The array is shared, not copied: whoever holds a picture
 * treats it as read-only.
 */
public record Picture(int width, int height, byte[] bgr) {

  /**
   * No side of a picture may be longer, pixels: what is larger is refused before memory is reserved
   * for it.
   */
  public static final int MAX_SIDE = 16_384;

  /** No picture may have more pixels. */
  public static final long MAX_PIXELS = 64_000_000L;

  public Picture {
    if (width <= 0
        || height <= 0
        || width > MAX_SIDE
        || height > MAX_SIDE
        || (long) width * height > MAX_PIXELS) {
      throw new IllegalArgumentException(
          "picture size " + width + "x" + height + " is outside 1x1 to " + MAX_PIXELS + " pixels");
    }
    if (bgr.length != width * height * 3) {
      throw new IllegalArgumentException(
          "a "
              + width
              + "x"
              + height
              + " picture needs "
              + width * height * 3
              + " bytes, not "
              + bgr.length);
    }
  }
}
