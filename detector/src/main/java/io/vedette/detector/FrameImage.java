package io.vedette.detector;

/**
 * What a camera saw, in the form in which it was decoded. A {@link Picture} is one; a decoded video
 * frame is another, of which only what is asked for is converted.
 *
 * <p>An image may lie in memory that its camera uses again: it is valid until it is given back. Who
 * needs it longer calls {@link #keep}.
 */
public interface FrameImage {

  /** Of the whole picture, pixels, upright. */
  int width();

  /** Of the whole picture, pixels, upright. */
  int height();

  /**
   * All pixels. A decoded frame is converted by the first call.
   *
   * @throws IllegalStateException when it has been given back, or cannot be converted
   */
  Picture picture();

  /**
   * The same scene, perhaps smaller: what costs least to look at as a whole. Its shorter side has
   * 360 pixels at least, or all that there are.
   */
  Picture small();

  /**
   * A copy of a rectangle of it, pixels.
   *
   * @throws IllegalArgumentException when the rectangle is empty or not inside the picture
   */
  Picture part(int x, int y, int width, int height);

  /**
   * A rectangle of it in memory of its own, pixels, valid until it is released itself. Of a decoded
   * frame it is converted when its {@link #picture} is asked for.
   *
   * @throws IllegalArgumentException when the rectangle is empty or not inside the picture
   */
  default FrameImage keepPart(int x, int y, int width, int height) {
    return part(x, y, width, height);
  }

  /** The same image, valid until it is released itself. */
  FrameImage keep();

  /** It is not needed any longer. An image is released once. */
  default void release() {}

  /**
   * Checks a rectangle.
   *
   * @throws IllegalArgumentException when it is empty or not inside the picture
   */
  static void checkPart(FrameImage image, int x, int y, int width, int height) {
    if (x < 0
        || y < 0
        || width < 1
        || height < 1
        || (long) x + width > image.width()
        || (long) y + height > image.height()) {
      throw new IllegalArgumentException(
          String.format(
              "a part of %dx%d pixels at %d, %d is not inside a picture of %dx%d",
              width, height, x, y, image.width(), image.height()));
    }
  }
}
