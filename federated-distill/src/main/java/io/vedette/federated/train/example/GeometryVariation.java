package io.vedette.federated.train.example;

import java.util.SplittableRandom;

/**
 * How far pictures are moved about.
 *
 * @param flip probability of a mirror image, 0 to 1
 * @param turns whether quarter turns are as good as upright: for boards, leaves, cells, land from
 *     above
 * @param translate largest shift as a share of the picture's side
 * @param scale largest change of size: 0.3 is 0.7 to 1.3
 */
public record GeometryVariation(double flip, boolean turns, double translate, double scale) {

  /** Pictures where they are. */
  public static final GeometryVariation NONE = new GeometryVariation(0, false, 0, 0);

  public GeometryVariation {
    Augmentation.share("flip", flip);
    Augmentation.share("translate", translate);
    Augmentation.share("scale", scale);
  }

  /** Turned, mirrored and scaled about the middle, then shifted. */
  Affine place(int width, int height, SplittableRandom random) {
    double middleX = width / 2.0;
    double middleY = height / 2.0;
    double size = 1 + Augmentation.spread(scale, random);
    double mirror = random.nextDouble() < flip ? -size : size;
    int quarters = turns ? random.nextInt(4) : 0;
    return Affine.translation(-middleX, -middleY)
        .then(Affine.turn(quarters))
        .then(Affine.scaling(mirror, size))
        .then(
            Affine.translation(
                middleX + width * Augmentation.spread(translate, random),
                middleY + height * Augmentation.spread(translate, random)));
  }
}
