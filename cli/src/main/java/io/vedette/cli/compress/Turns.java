package io.vedette.cli.compress;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.evaluate.Latency;
import java.util.List;

/**
 * Two detectors on the same pictures, one after the other at each: whatever else the machine does
 * slows both.
 *
 * @param reference the first one's latency
 * @param variant the second one's
 */
public record Turns(Latency reference, Latency variant) {

  /** Of what was not timed. */
  static final Turns NONE =
      new Turns(new Latency(Double.NaN, Double.NaN), new Latency(Double.NaN, Double.NaN));

  private static final int MAX_PICTURES = 60;
  private static final int WARM_UP = 2;

  /** Where pictures come from. */
  private interface Shown {
    Picture at(int index) throws DetectorException;
  }

  static Turns of(Detector reference, Detector variant, List<Sample> samples)
      throws DetectorException {
    int count = Math.min(MAX_PICTURES, samples.size());
    return of(reference, variant, count, index -> samples.get(index).picture());
  }

  /** The same picture again and again. */
  static Turns of(Detector reference, Detector variant, Picture picture) throws DetectorException {
    return of(reference, variant, MAX_PICTURES, index -> picture);
  }

  private static Turns of(Detector reference, Detector variant, int count, Shown shown)
      throws DetectorException {
    double[] first = new double[count];
    double[] second = new double[count];
    for (int i = -WARM_UP; i < count; i++) {
      Picture picture = shown.at(Math.max(0, i));
      double one = millis(reference, picture);
      double other = millis(variant, picture);
      if (i >= 0) {
        first[i] = one;
        second[i] = other;
      }
    }
    return new Turns(Latency.of(first), Latency.of(second));
  }

  /** How many times faster the variant is than the reference, median against median. */
  public double timesFaster() {
    return reference.p50() / variant.p50();
  }

  private static double millis(Detector detector, Picture picture) throws DetectorException {
    long start = System.nanoTime();
    detector.detect(picture);
    return (System.nanoTime() - start) / 1e6;
  }
}
