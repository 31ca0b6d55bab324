package io.vedette.cloud.drift;

import java.util.Locale;

/**
 * What is watched. All bounds together allow one false alarm in 2,000 audits at most, on average:
 * {@code 1/4,000 + 1/8,000 + 1/16,000 + 1/16,000}. An audit is a value of one camera only, so
 * cameras need no bound that grows with their number.
 */
public enum DriftSeries {
  /** Share of the teacher's objects on an audit that the student shows. */
  RECALL("recall", 4_000, 0.05, 1, true),

  /** The same of one camera. */
  CAMERA_RECALL("recall", 8_000, 0.05, 1, true),

  /** Mean score of the student's detections on an audit that has some. */
  SCORE("mean score", 16_000, 0.05, 1, true),

  /**
   * Hard frames between two audits: audits are a constant share of all frames, so this is the
   * escalated share, up to a factor.
   */
  ESCALATION("hard frames per audit", 16_000, 1, ChangeDetector.BINS - 1, false);

  private final String words;
  private final double bound;
  private final double leastDifference;
  private final double largest;
  private final boolean lowIsWorse;

  DriftSeries(
      String words, double bound, double leastDifference, double largest, boolean lowIsWorse) {
    this.words = words;
    this.bound = bound;
    this.leastDifference = leastDifference;
    this.largest = largest;
    this.lowIsWorse = lowIsWorse;
  }

  /** For people. */
  public String words() {
    return words;
  }

  /** Mean number of its values to a false alarm, at least. */
  public double bound() {
    return bound;
  }

  ChangeDetector detector() {
    return new ChangeDetector(bound, leastDifference, lowIsWorse);
  }

  /** The bin of a value, the worst first. */
  int bin(double value) {
    int last = ChangeDetector.BINS - 1;
    int bin = (int) Math.round(Math.min(Math.max(value / largest, 0), 1) * last);
    return lowIsWorse ? bin : last - bin;
  }

  /** A value for people, "0.73". */
  String text(double value) {
    return String.format(Locale.ROOT, largest == 1 ? "%.2f" : "%.1f", value);
  }

  /** What becomes of it when it gets worse. */
  String verb() {
    return lowIsWorse ? "fell" : "rose";
  }
}
