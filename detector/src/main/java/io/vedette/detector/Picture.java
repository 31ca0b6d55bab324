package io.vedette.detector;

/**
 * Pixels of one picture: 8 bits a channel, three channels interleaved in the order blue, green,
 * red, rows top to bottom without padding. The array is shared, not copied: whoever holds a picture
 * treats it as read-only.
 */
public record Picture(int width, int height, byte[] bgr) implements FrameImage {

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

  @Override
  public Picture picture() {
    return this;
  }

  @Override
  public Picture small() {
    return this;
  }

  @Override
  public Picture part(int x, int y, int partWidth, int partHeight) {
    FrameImage.checkPart(this, x, y, partWidth, partHeight);
    byte[] part = new byte[3 * partWidth * partHeight];
    for (int row = 0; row < partHeight; row++) {
      System.arraycopy(bgr, 3 * ((y + row) * width + x), part, 3 * row * partWidth, 3 * partWidth);
    }
    return new Picture(partWidth, partHeight, part);
  }

  /** A copy. */
  @Override
  public FrameImage keep() {
    return new Picture(width, height, bgr.clone());
  }
}
