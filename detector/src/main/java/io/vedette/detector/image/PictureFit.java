package io.vedette.detector.image;

import io.vedette.detector.Picture;

/** A picture inside another size: as large as it can be, in its own shape, with black borders. */
public final class PictureFit {

  private PictureFit() {}

  /** The picture itself where it has the size already. */
  public static Picture fit(Picture picture, int width, int height) {
    if (picture.width() == width && picture.height() == height) {
      return picture;
    }
    double scale = Math.min((double) width / picture.width(), (double) height / picture.height());
    Picture scaled =
        Pictures.resize(
            picture, side(picture.width() * scale, width), side(picture.height() * scale, height));
    byte[] bgr = new byte[3 * width * height];
    int left = (width - scaled.width()) / 2;
    int top = (height - scaled.height()) / 2;
    int row = 3 * scaled.width();
    for (int y = 0; y < scaled.height(); y++) {
      System.arraycopy(scaled.bgr(), y * row, bgr, 3 * ((top + y) * width + left), row);
    }
    return new Picture(width, height, bgr);
  }

  private static int side(double scaled, int limit) {
    return (int) Math.max(1, Math.min(limit, Math.round(scaled)));
  }
}
