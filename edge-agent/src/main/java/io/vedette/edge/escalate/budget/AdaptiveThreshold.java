package io.vedette.edge.escalate.budget;

import java.util.Arrays;

/**
 * The rating that a frame needs to be escalated: the quantile of recent ratings above which lies
 * the share that the budget affords. It is lower while the bucket is full and higher while it is
 * nearly empty.
 */
public final class AdaptiveThreshold {

  /** Frames that are remembered at most. */
  private static final int MAX_FRAMES = 256;

  /** The quantile is taken over so many frames that this many of them would be chosen. */
  private static final int CHOSEN = 6;

  /** The first frames pass: there are no ratings to compare with. */
  private static final int FEW = 8;

  /** A bucket this full would overflow. */
  private static final double FULL = 0.99;

  private static final double HALF = 0.5;

  private final double[] recent = new double[MAX_FRAMES];
  private long frames;

  /**
   * Takes in a frame; whether it passes.
   *
   * @param worth its rating
   * @param share of the frames that the budget affords on average, 0 to 1
   * @param fill how full the bucket is, 0 to 1
   */
  public boolean passes(double worth, double share, double fill) {
    recent[(int) (frames++ % MAX_FRAMES)] = worth;
    int known =
        (int) Math.min(Math.min(frames, MAX_FRAMES), Math.max(FEW, CHOSEN / Math.max(share, 1e-3)));
    if (frames < FEW) {
      return true;
    }
    double[] sorted = new double[known];
    for (int i = 0; i < known; i++) {
      sorted[i] = recent[(int) ((frames - 1 - i) % MAX_FRAMES)];
    }
    Arrays.sort(sorted);
    double wanted = fill >= FULL ? Math.max(0.5, share) : share * 4 * fill * fill;
    int below = (int) Math.floor((1 - Math.min(1, wanted)) * known);
    if (below >= known || worth < sorted[below]) {
      return false;
    }
    // Equal ratings use at most half of the bucket: a better frame may come.
    return worth > sorted[below] || fill >= HALF;
  }
}
