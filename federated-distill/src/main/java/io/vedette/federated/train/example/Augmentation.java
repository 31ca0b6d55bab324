package io.vedette.federated.train.example;

import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * How pictures are varied from epoch to epoch. Pure: the same random numbers give the same picture.
 *
 * @param geometry where things are
 * @param light how they look
 * @param mosaic probability that a picture is put together from four
 * @param copyPaste probability that a picture is given objects of another
 * @param multiScale largest change of the network's input from batch to batch: 0.25 is 0.75 to 1.25
 * @param variations how many forms a picture takes, the same ones over and over, so that a teacher
 *     that is remembered need not be asked again; 0 for new ones in every epoch
 */
public record Augmentation(
    GeometryVariation geometry,
    LightVariation light,
    double mosaic,
    double copyPaste,
    double multiScale,
    int variations) {

  /** Pictures as they are. */
  public static final Augmentation NONE =
      new Augmentation(GeometryVariation.NONE, LightVariation.NONE, 0, 0, 0, 0);

  /** For pictures that have an up. */
  public static final Augmentation UPRIGHT =
      new Augmentation(
          new GeometryVariation(0.5, false, 0.1, 0.3),
          new LightVariation(0.015, 0.4, 0, 0.12, 0.25, 0.02, 0.1),
          0.5,
          0,
          0,
          0);

  public Augmentation {
    share("mosaic", mosaic);
    share("copy-paste", copyPaste);
    if (!(multiScale >= 0 && multiScale <= 0.9)) {
      throw new IllegalArgumentException("a multi-scale of " + multiScale + " is not 0 to 0.9");
    }
    if (variations < 0) {
      throw new IllegalArgumentException(variations + " variations is out of range");
    }
  }

  static void share(String what, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(what + " of " + value + " is not 0 to 1");
    }
  }

  static double spread(double most, SplittableRandom random) {
    return (2 * random.nextDouble() - 1) * most;
  }

  public Augmentation withTurns(boolean allowed) {
    GeometryVariation g = geometry;
    return withGeometry(new GeometryVariation(g.flip(), allowed, g.translate(), g.scale()));
  }

  public Augmentation withGeometry(GeometryVariation other) {
    return new Augmentation(other, light, mosaic, copyPaste, multiScale, variations);
  }

  public Augmentation withMosaic(double probability) {
    return new Augmentation(geometry, light, probability, copyPaste, multiScale, variations);
  }

  public Augmentation withCopyPaste(double probability) {
    return new Augmentation(geometry, light, mosaic, probability, multiScale, variations);
  }

  public Augmentation withMultiScale(double change) {
    return new Augmentation(geometry, light, mosaic, copyPaste, change, variations);
  }

  public Augmentation withVariations(int count) {
    return new Augmentation(geometry, light, mosaic, copyPaste, multiScale, count);
  }

  /**
   * A variation of one example.
   *
   * @param index which
   * @param examples all of them, for mosaics
   * @param count how many there are
   */
  Example apply(int index, IntFunction<Example> examples, int count, SplittableRandom random) {
    Example first = examples.apply(index);
    int width = first.picture().width();
    int height = first.picture().height();
    try (ExampleCanvas canvas = new ExampleCanvas(width, height)) {
      if (random.nextDouble() < mosaic) {
        Mosaic.draw(canvas, geometry, first, () -> examples.apply(random.nextInt(count)), random);
      } else {
        canvas.draw(first, geometry.place(width, height, random), canvas.raster().whole());
      }
      if (random.nextDouble() < copyPaste) {
        CopyPaste.draw(canvas, examples.apply(random.nextInt(count)), random);
      }
      light.shine(canvas.raster(), random);
      Example varied = canvas.example();
      light.grain(varied.picture().bgr(), random);
      return varied;
    }
  }
}
