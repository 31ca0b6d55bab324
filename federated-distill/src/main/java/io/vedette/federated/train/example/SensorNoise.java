package io.vedette.federated.train.example;

import java.util.SplittableRandom;

/** A sensor's noise, of triangular distribution, in place on bytes. */
final class SensorNoise {

  /** The standard deviation of the difference of two uniform bytes. */
  private static final double OF_TWO_BYTES = 104.5;

  private SensorNoise() {}

  /** Adds noise. {@code strength}: standard deviation, brightness steps. */
  static void add(byte[] values, double strength, SplittableRandom random) {
    int factor = (int) (strength / OF_TWO_BYTES * 65536);
    for (int i = 0; i < values.length; i += 4) {
      long bits = random.nextLong();
      for (int j = i; j < Math.min(i + 4, values.length); j++) {
        int difference = (int) (bits & 0xff) - (int) ((bits >> 8) & 0xff);
        int value = (values[j] & 0xff) + (difference * factor >> 16);
        values[j] = (byte) Math.min(Math.max(value, 0), 255);
        bits >>>= 16;
      }
    }
  }
}
