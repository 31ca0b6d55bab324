package io.vedette.detector.evaluate;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import java.util.Arrays;
import java.util.Locale;

/**
 * Two detectors timed on the same pictures, one right after the other at each: whatever else the
 * machine does slows both. Which of the two goes first changes from pair to pair, as the second
 * finds the picture in the processor's caches. Two pairs in a row, one in each order, give one
 * ratio, the geometric mean of theirs, in which that advantage cancels.
 *
 * @param reference latency of the first detector
 * @param variant latency of the second
 * @param ratio the second's time as a share of the first's: the median of these ratios, and the
 *     interval in which the true median lies
 * @param pairs how many pairs there were; 0 where nothing was timed
 */
public record PairedTiming(Latency reference, Latency variant, Interval ratio, int pairs) {

  /** Of what could not be timed: every figure is NaN. */
  public static final PairedTiming NONE =
      new PairedTiming(
          new Latency(Double.NaN, Double.NaN),
          new Latency(Double.NaN, Double.NaN),
          new Interval(Double.NaN, Double.NaN, Double.NaN),
          0);

  private static final int WARM_UP = 2;
  private static final int PAIRS_A_LOOK = 40;
  private static final int MAX_LOOKS = 8;
  private static final double MOST_MILLIS = 120_000;

  /**
   * Confidence of one look. With at most eight looks, all of them hold with at least 0.95 (the
   * union bound), so that one may stop at the first look that decides.
   */
  private static final double CONFIDENCE = 1 - 0.05 / MAX_LOOKS;

  /** Where pictures come from. */
  @FunctionalInterface
  public interface Pictures {
    /** The picture of a pair, from 0. */
    Picture at(int pair) throws DetectorException;
  }

  /** A detector with itself: as fast as itself, and nothing is to be decided. */
  public static PairedTiming ofReference(Latency alone) {
    return new PairedTiming(alone, alone, new Interval(1, 1, 1), 0);
  }

  /**
   * Times pairs until the interval lies on one side of a ratio; at most 320, and no further look
   * once they have taken two minutes.
   *
   * @param decisive the ratio that matters, such as 1 for "as fast"
   * @throws DetectorException when a picture cannot be read or answered
   */
  public static PairedTiming of(
      Detector reference, Detector variant, Pictures pictures, double decisive)
      throws DetectorException {
    double[] first = new double[MAX_LOOKS * PAIRS_A_LOOK];
    double[] second = new double[first.length];
    double spent = 0;
    for (int pair = -WARM_UP; pair < first.length; pair++) {
      int index = Math.max(0, pair);
      Picture picture = pictures.at(index);
      if (index % 2 == 0) {
        first[index] = millis(reference, picture);
        second[index] = millis(variant, picture);
      } else {
        second[index] = millis(variant, picture);
        first[index] = millis(reference, picture);
      }
      spent += first[index] + second[index];
      if (pair >= 0 && (pair + 1) % PAIRS_A_LOOK == 0) {
        PairedTiming sofar = of(Arrays.copyOf(first, pair + 1), Arrays.copyOf(second, pair + 1));
        if (!sofar.ratio.holds(decisive) || spent > MOST_MILLIS) {
          return sofar;
        }
      }
    }
    return of(first, second);
  }

  /**
   * From times in milliseconds, pair by pair, an even number: the reference goes first in every
   * other one.
   */
  static PairedTiming of(double[] reference, double[] variant) {
    double[] ratios = new double[reference.length / 2];
    for (int i = 0; i < ratios.length; i++) {
      double one = variant[2 * i] / reference[2 * i];
      double other = variant[2 * i + 1] / reference[2 * i + 1];
      ratios[i] = Math.sqrt(one * other);
    }
    return new PairedTiming(
        Latency.of(reference),
        Latency.of(variant),
        Interval.ofMedian(ratios, CONFIDENCE),
        reference.length);
  }

  /** How many times faster the variant is than the reference, the median over the pairs. */
  public double timesFaster() {
    return 1 / ratio.value();
  }

  /** "0.82 (0.80 to 0.84)". */
  public String ratioText() {
    return String.format(
        Locale.ROOT, "%.2f (%.2f to %.2f)", ratio.value(), ratio.low(), ratio.high());
  }

  private static double millis(Detector detector, Picture picture) throws DetectorException {
    long start = System.nanoTime();
    detector.detect(picture);
    return (System.nanoTime() - start) / 1e6;
  }
}
