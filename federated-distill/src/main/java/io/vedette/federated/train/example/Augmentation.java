package io.vedette.federated.train.example;

import io.vedette.detector.Picture;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * How pictures are varied from epoch to epoch. Pure: the same random numbers give the same picture.
 *
 * @param flip probability of a mirror image
 * @param turns whether quarter turns are as good as upright: for boards, leaves, cells, land from
 *     above
 * @param translate largest shift as a share of the picture's side
 * @param scale largest change of size: 0.3 is 0.7 to 1.3
 * @param brightness largest offset, share of the range
 * @param contrast largest change of gain, and of each channel by itself a third of it
 * @param saturation largest change of colourfulness
 * @param noise largest standard deviation, share of the range; in every second picture
 * @param blur probability of a slight blur
 * @param mosaic probability that a picture is put together from four
 */
public record Augmentation(
    double flip,
    boolean turns,
    double translate,
    double scale,
    double brightness,
    double contrast,
    double saturation,
    double noise,
    double blur,
    double mosaic) {

  private static final int GREY = 114;

  /** Pictures as they are. */
  public static final Augmentation NONE = new Augmentation(0, false, 0, 0, 0, 0, 0, 0, 0, 0);

  /** For pictures that have an up. */
  public static final Augmentation UPRIGHT =
      new Augmentation(0.5, false, 0.1, 0.3, 0.12, 0.25, 0.4, 0.02, 0.1, 0.5);

  /** The same with turns. */
  public static final Augmentation ANY_WAY_UP = UPRIGHT.withTurns(true);

  public Augmentation withTurns(boolean allowed) {
    return new Augmentation(
        flip, allowed, translate, scale, brightness, contrast, saturation, noise, blur, mosaic);
  }

  public Augmentation withMosaic(double probability) {
    return new Augmentation(
        flip, turns, translate, scale, brightness, contrast, saturation, noise, blur, probability);
  }

  /** The same geometry with the light left as it is. */
  public Augmentation withoutPhotometry() {
    return new Augmentation(flip, turns, translate, scale, 0, 0, 0, 0, 0, mosaic);
  }

  /**
   * A variation of one example.
   *
   * @param index which
   * @param examples all of them, for mosaics
   * @param count how many there are
   */
  public Example apply(
      int index, IntFunction<Example> examples, int count, SplittableRandom random) {
    Example first = examples.apply(index);
    Picture picture = first.picture();
    Canvas canvas = new Canvas(picture.width(), picture.height(), GREY);
    if (random.nextDouble() < mosaic) {
      mosaic(canvas, first, examples, count, random);
    } else {
      canvas.draw(first, place(canvas, random), canvas.whole());
    }
    photometry(canvas, random);
    return canvas.example();
  }

  /** Four pictures around a point, each in its own quarter, at its own size. */
  private void mosaic(
      Canvas canvas,
      Example first,
      IntFunction<Example> examples,
      int count,
      SplittableRandom random) {
    int x = (int) (canvas.width() * (0.3 + 0.4 * random.nextDouble()));
    int y = (int) (canvas.height() * (0.3 + 0.4 * random.nextDouble()));
    for (int quarter = 0; quarter < 4; quarter++) {
      Example example = quarter == 0 ? first : examples.apply(random.nextInt(count));
      boolean right = (quarter & 1) == 1;
      boolean below = (quarter & 2) == 2;
      Canvas.Region region =
          new Canvas.Region(
              right ? x : 0,
              below ? y : 0,
              right ? canvas.width() : x,
              below ? canvas.height() : y);
      double slackX = canvas.width() - (region.x2() - region.x1());
      double slackY = canvas.height() - (region.y2() - region.y1());
      // any window of the picture may be the one that shows through the quarter
      double moveX = (right ? 1 : -1) * random.nextDouble() * slackX;
      double moveY = (below ? 1 : -1) * random.nextDouble() * slackY;
      Affine map = place(canvas, random).then(Affine.translation(moveX, moveY));
      canvas.draw(example, map, region);
    }
  }

  /** Turned, mirrored and scaled about the middle, then shifted. */
  private Affine place(Canvas canvas, SplittableRandom random) {
    double middleX = canvas.width() / 2.0;
    double middleY = canvas.height() / 2.0;
    double size = 1 + spread(scale, random);
    double mirror = random.nextDouble() < flip ? -size : size;
    int quarters = turns ? random.nextInt(4) : 0;
    return Affine.translation(-middleX, -middleY)
        .then(Affine.turn(quarters))
        .then(Affine.scaling(mirror, size))
        .then(
            Affine.translation(
                middleX + canvas.width() * spread(translate, random),
                middleY + canvas.height() * spread(translate, random)));
  }

  private void photometry(Canvas canvas, SplittableRandom random) {
    double gain = 1 + spread(contrast, random);
    double[] gains = new double[3];
    for (int channel = 0; channel < 3; channel++) {
      gains[channel] = gain * (1 + spread(contrast / 3, random));
    }
    double offset = 255 * spread(brightness, random);
    double colour = 1 + spread(saturation, random);
    if (brightness > 0 || contrast > 0 || saturation > 0) {
      Photometry.light(canvas.pixels(), gains, offset, colour);
    }
    if (random.nextDouble() < blur) {
      Photometry.blur(canvas.pixels(), canvas.width(), canvas.height());
    }
    if (noise > 0 && random.nextBoolean()) {
      Photometry.noise(canvas.pixels(), 255 * noise * random.nextDouble(), random);
    }
  }

  private static double spread(double most, SplittableRandom random) {
    return (2 * random.nextDouble() - 1) * most;
  }
}
