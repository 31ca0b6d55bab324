package io.vedette.federated.train.example;

import io.vedette.detector.Box;
import io.vedette.detector.image.Raster;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Objects of another picture, with a rim of what was around them, at places where nothing is yet.
 * Ghiasi et al., <a href="https://arxiv.org/abs/2012.07177">Simple Copy-Paste</a>; with boxes in
 * place of masks.
 */
final class CopyPaste {

  private static final int MOST = 3;
  private static final int TRIES = 10;

  /** Of the object's sides, on every side. */
  private static final double RIM = 0.1;

  private CopyPaste() {}

  static void draw(ExampleCanvas canvas, Example from, SplittableRandom random) {
    List<Target> targets = from.targets();
    for (int i = 0; i < Math.min(MOST, targets.size()); i++) {
      paste(canvas, from, targets.get(random.nextInt(targets.size())), random);
    }
  }

  private static void paste(
      ExampleCanvas canvas, Example from, Target target, SplittableRandom random) {
    Box box = target.box();
    int width = (int) Math.ceil(box.width() * (1 + 2 * RIM));
    int height = (int) Math.ceil(box.height() * (1 + 2 * RIM));
    if (width >= canvas.width() || height >= canvas.height()) {
      return;
    }
    for (int attempt = 0; attempt < TRIES; attempt++) {
      int x = random.nextInt(canvas.width() - width);
      int y = random.nextInt(canvas.height() - height);
      Box place = new Box(x, y, x + width, y + height);
      if (canvas.targets().stream().allMatch(there -> there.box().iou(place) == 0)) {
        Affine map =
            Affine.translation(place.centerX() - box.centerX(), place.centerY() - box.centerY());
        Raster.Region region = new Raster.Region(x, y, x + width, y + height);
        canvas.draw(from, target, map, region);
        return;
      }
    }
  }
}
