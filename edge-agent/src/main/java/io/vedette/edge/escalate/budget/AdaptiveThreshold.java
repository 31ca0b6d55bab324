package io.vedette.edge.escalate.budget;

import java.util.Arrays;

/**
 * How much worth a frame must have to be asked about: the quantile of the recent frames' worths
 * above which lies the share that the budget affords. A fuller bucket lowers it and an emptier one
 * raises it, so that what was saved is spent and what is short is kept for better frames.
 */
public final class AdaptiveThreshold {

  /** Frames that are remembered at most. */
  private static final int MOST = 256;

  /** A share is judged by this many frames that it would choose. */
  private static final int CHOSEN = 6;

  /** Before so many frames nobody knows what is good: what comes first may pass. */
  private static final int FEW = 8;

  /** From here on a bucket runs over: what flows in would be lost. */
  private static final double FULL = 0.99;

  private static final double HALF = 0.5;

  private final double[] recent = new double[MOST];
  private long frames;

  /**
   * Takes in a frame; whether it passes.
   *
   * @param worth of asking about it
   * @param share of the frames that the budget affords on average, 0 to 1
   * @param fill how full the bucket is, 0 to 1
   */
  public boolean passes(double worth, double share, double fill) {
    recent[(int) (frames++ % MOST)] = worth;
    int known =
        (int) Math.min(Math.min(frames, MOST), Math.max(FEW, CHOSEN / Math.max(share, 1e-3)));
    if (frames < FEW) {
      return true;
    }
    double[] sorted = new double[known];
    for (int i = 0; i < known; i++) {
      sorted[i] = recent[(int) ((frames - 1 - i) % MOST)];
    }
    Arrays.sort(sorted);
    double wanted = fill >= FULL ? Math.max(0.5, share) : share * 4 * fill * fill;
    int below = (int) Math.floor((1 - Math.min(1, wanted)) * known);
    if (below >= known || worth < sorted[below]) {
      return false;
    }
    // Frames that are all alike must not use up what a better one may need.
    return worth > sorted[below] || fill >= HALF;
  }
}
