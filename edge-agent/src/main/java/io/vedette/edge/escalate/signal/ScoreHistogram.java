package io.vedette.edge.escalate.signal;

/** Ranges of scores. Statistics are kept by range. */
public final class ScoreHistogram {

  /** Upper ends as shares of the way from the threshold to one. */
  private static final float[] SHOWN = {0.1f, 0.2f, 0.35f, 0.5f, 0.7f, Float.POSITIVE_INFINITY};

  /** Upper ends as shares of the way from the floor to the threshold. */
  private static final float[] PEAKS = {0.15f, 0.3f, 0.5f, 0.7f, 0.85f, Float.POSITIVE_INFINITY};

  /** Number of ranges above the threshold, and below it. */
  public static final int COUNT = 6;

  private ScoreHistogram() {}

  /** The range of a shown object's score; 0 is barely above the threshold. */
  public static int shown(float score, float threshold) {
    return bin((score - threshold) / Math.max(1e-6f, 1 - threshold), SHOWN);
  }

  /** The range of a peak's score; 0 is barely above the floor. */
  public static int peak(float score, float floor, float threshold) {
    return bin((score - floor) / Math.max(1e-6f, threshold - floor), PEAKS);
  }

  private static int bin(float share, float[] ends) {
    int bin = 0;
    while (share >= ends[bin]) {
      bin++;
    }
    return bin;
  }
}
