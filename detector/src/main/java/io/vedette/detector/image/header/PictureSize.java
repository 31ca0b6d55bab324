package io.vedette.detector.image.header;

/** Width and height of a picture in pixels. */
public record PictureSize(int width, int height) {

  /** {@code WIDTHxHEIGHT}, for people. */
  public String text() {
    return width + "x" + height;
  }

  long pixels() {
    return (long) width * height;
  }
}
