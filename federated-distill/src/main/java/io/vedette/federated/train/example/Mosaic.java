package io.vedette.federated.train.example;

import io.vedette.detector.image.Raster;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Four pictures around a point, each in its own quarter, at its own size. Bochkovskiy et al., <a
 * href="https://arxiv.org/abs/2004.10934">YOLOv4</a>.
 */
final class Mosaic {

  private Mosaic() {}

  /**
   * @param others gives the pictures of the other three quarters
   */
  static void draw(
      ExampleCanvas canvas,
      GeometryVariation geometry,
      Example first,
      Supplier<Example> others,
      SplittableRandom random) {
    int width = canvas.width();
    int height = canvas.height();
    int x = (int) (width * (0.3 + 0.4 * random.nextDouble()));
    int y = (int) (height * (0.3 + 0.4 * random.nextDouble()));
    for (int quarter = 0; quarter < 4; quarter++) {
      Example example = quarter == 0 ? first : others.get();
      boolean right = (quarter & 1) == 1;
      boolean below = (quarter & 2) == 2;
      Raster.Region region =
          new Raster.Region(right ? x : 0, below ? y : 0, right ? width : x, below ? height : y);
      double slackX = width - (region.x2() - region.x1());
      double slackY = height - (region.y2() - region.y1());
      // any window of the picture may be the one that shows through the quarter
      double moveX = (right ? 1 : -1) * random.nextDouble() * slackX;
      double moveY = (below ? 1 : -1) * random.nextDouble() * slackY;
      Affine map = geometry.place(width, height, random).then(Affine.translation(moveX, moveY));
      canvas.draw(example, map, region);
    }
  }
}
