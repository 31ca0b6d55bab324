package io.vedette.detector.image;

import io.vedette.detector.Box;
import io.vedette.detector.InputSpec;

/**
 * Where a picture lies inside a detector's input. The rounding is that of the families' own code:
 * YOLOX (top left) cuts fractions off, Ultralytics (centre) rounds.
 *
 * @param scaleX input pixels per picture pixel
 * @param scaleY input pixels per picture pixel
 * @param left border, input pixels
 * @param top border, input pixels
 * @param width of the scaled picture, input pixels
 * @param height of the scaled picture, input pixels
 */
public record Letterbox(double scaleX, double scaleY, int left, int top, int width, int height) {

  public static Letterbox of(int pictureWidth, int pictureHeight, InputSpec input) {
    double ratioX = (double) input.width() / pictureWidth;
    double ratioY = (double) input.height() / pictureHeight;
    double ratio = Math.min(ratioX, ratioY);
    return switch (input.fit()) {
      case STRETCH -> new Letterbox(ratioX, ratioY, 0, 0, input.width(), input.height());
      case LETTERBOX_TOP_LEFT ->
          new Letterbox(
              ratio,
              ratio,
              0,
              0,
              Math.max(1, (int) (pictureWidth * ratio)),
              Math.max(1, (int) (pictureHeight * ratio)));
      case LETTERBOX_CENTER -> {
        int width = Math.max(1, (int) Math.rint(pictureWidth * ratio));
        int height = Math.max(1, (int) Math.rint(pictureHeight * ratio));
        // an odd border's extra pixel goes to the right and below
        int left = (int) Math.rint((input.width() - width) / 2.0 - 0.1);
        int top = (int) Math.rint((input.height() - height) / 2.0 - 0.1);
        yield new Letterbox(ratio, ratio, left, top, width, height);
      }
    };
  }

  /** A box in input pixels, as pixels of the picture. */
  public Box toPicture(Box box) {
    return new Box(
        (float) ((box.x1() - left) / scaleX),
        (float) ((box.y1() - top) / scaleY),
        (float) ((box.x2() - left) / scaleX),
        (float) ((box.y2() - top) / scaleY));
  }

  /** A box in picture pixels, as pixels of the input. */
  public Box toInput(Box box) {
    return new Box(
        (float) (box.x1() * scaleX + left),
        (float) (box.y1() * scaleY + top),
        (float) (box.x2() * scaleX + left),
        (float) (box.y2() * scaleY + top));
  }
}
