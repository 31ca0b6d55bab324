package io.vedette.federated.train.example;

import io.vedette.detector.image.Raster;
import java.util.SplittableRandom;

/**
 * How much the light and the camera vary. Hue, saturation and value are factors on the colour's
 * own: 0.4 is 0.6 to 1.4.
 *
 * @param hue largest change
 * @param saturation largest change
 * @param value largest change
 * @param brightness largest offset, share of the range
 * @param contrast largest change of gain, and of each channel by itself a third of it
 * @param noise largest standard deviation, share of the range; in every second picture
 * @param blur probability of a slight blur
 */
public record LightVariation(
    double hue,
    double saturation,
    double value,
    double brightness,
    double contrast,
    double noise,
    double blur) {

  /** Pictures as they are. */
  public static final LightVariation NONE = new LightVariation(0, 0, 0, 0, 0, 0, 0);

  public LightVariation {
    Augmentation.share("hue", hue);
    Augmentation.share("saturation", saturation);
    Augmentation.share("value", value);
    Augmentation.share("brightness", brightness);
    Augmentation.share("contrast", contrast);
    Augmentation.share("noise", noise);
    Augmentation.share("blur", blur);
  }

  /** What can be changed in native memory. */
  void shine(Raster raster, SplittableRandom random) {
    double gain = 1 + Augmentation.spread(contrast, random);
    double[] gains = new double[3];
    for (int channel = 0; channel < 3; channel++) {
      gains[channel] = gain * (1 + Augmentation.spread(contrast / 3, random));
    }
    double offset = 255 * Augmentation.spread(brightness, random);
    double h = 1 + Augmentation.spread(hue, random);
    double s = 1 + Augmentation.spread(saturation, random);
    double v = 1 + Augmentation.spread(value, random);
    if (hue > 0 || saturation > 0 || value > 0) {
      raster.colour(h, s, v);
    }
    if (brightness > 0 || contrast > 0) {
      raster.light(gains, offset);
    }
    if (random.nextDouble() < blur) {
      raster.blur();
    }
  }

  /** What is added to the pixels last. */
  void grain(byte[] bgr, SplittableRandom random) {
    if (noise > 0 && random.nextBoolean()) {
      SensorNoise.add(bgr, 255 * noise * random.nextDouble(), random);
    }
  }
}
