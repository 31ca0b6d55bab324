package io.vedette.detector.evaluate;

/**
 * A confidence sequence for a ratio of means, such as recall: objects found over objects there,
 * frame by frame. With the given chance the true ratio is inside the interval at all times at once,
 * however often it is read.
 *
 * <p>For each ratio {@code m} of a grid a gambler bets that {@code found - m · there}, whose mean
 * is 0 if {@code m} is right, is not: half of the capital on more, half on less. If {@code m} is
 * right the capital is a martingale and by Ville's inequality rarely grows {@code 1 / alpha} fold;
 * a ratio at which it did is ruled out for good. Bets are sized by the variance seen so far.
 *
 * @see <a href="https://doi.org/10.1093/jrsssb/qkad009">Waudby-Smith and Ramdas, Estimating means
 *     of bounded random variables by betting, 2023</a>
 */
public final class RatioSequence {

  private static final int GRID = 200;

  /** Largest share of the capital that a bet may risk. */
  private static final double CAUTION = 0.5;

  /** Assumed variance before the first frame, in squared shares of the cap. */
  private static final double FIRST_VARIANCE = 0.02;

  private final double alpha;
  private final double cap;
  private final double[] more = new double[GRID + 1];
  private final double[] less = new double[GRID + 1];
  private final boolean[] ruledOut = new boolean[GRID + 1];
  private double found;
  private double there;
  private double squares = FIRST_VARIANCE;
  private long frames;

  /**
   * All that a sequence knows, to be stored; arrays have a value for each step of the grid.
   *
   * @param more logarithm of the capital that bet on more
   * @param less logarithm of the capital that bet on less
   */
  public record State(
      long frames,
      double found,
      double there,
      double squares,
      double[] more,
      double[] less,
      boolean[] ruledOut) {

    /** Values in each array. */
    public static final int STEPS = GRID + 1;
  }

  /**
   * @param alpha chance to be wrong at any time, 0 to 1
   * @param cap a frame with more objects counts as having this many: bets need a bound
   */
  public RatioSequence(double alpha, int cap) {
    this.alpha = alpha;
    this.cap = cap;
  }

  /** Adds a frame that was drawn at random. */
  public void add(int foundHere, int thereHere) {
    double scale = thereHere > cap ? 1.0 / thereHere : 1 / cap;
    double hits = foundHere * scale;
    double all = thereHere * scale;
    double bet = bet();
    for (int i = 0; i <= GRID; i++) {
      double m = (double) i / GRID;
      double surplus = hits - m * all;
      more[i] += Math.log1p(Math.min(bet, CAUTION / Math.max(m, 1e-9)) * surplus);
      less[i] += Math.log1p(-Math.min(bet, CAUTION / Math.max(1 - m, 1e-9)) * surplus);
      double capital = (Math.exp(more[i]) + Math.exp(less[i])) / 2;
      ruledOut[i] |= capital >= 1 / alpha;
    }
    double surplus = hits - estimate() * all;
    squares += surplus * surplus;
    found += hits;
    there += all;
    frames++;
  }

  /** Computed from earlier frames only: otherwise the capital would be no martingale. */
  private double bet() {
    double variance = squares / (frames + 1);
    return Math.sqrt(2 * Math.log(2 / alpha) / (variance * (frames + 1) * Math.log(frames + 2)));
  }

  public State state() {
    return new State(frames, found, there, squares, more.clone(), less.clone(), ruledOut.clone());
  }

  /**
   * Restores what was saved.
   *
   * @throws IllegalArgumentException when it is of another grid
   */
  public void restore(State state) {
    if (state.more().length != State.STEPS
        || state.less().length != State.STEPS
        || state.ruledOut().length != State.STEPS) {
      throw new IllegalArgumentException("the ratio has " + state.more().length + " steps");
    }
    frames = state.frames();
    found = state.found();
    there = state.there();
    squares = state.squares();
    System.arraycopy(state.more(), 0, more, 0, State.STEPS);
    System.arraycopy(state.less(), 0, less, 0, State.STEPS);
    System.arraycopy(state.ruledOut(), 0, ruledOut, 0, State.STEPS);
  }

  /** The ratio so far; one half before the first frame. */
  public double estimate() {
    return there == 0 ? 0.5 : found / there;
  }

  /** Lower end of the interval, 0 to 1. */
  public double low() {
    int i = 0;
    while (i < GRID && ruledOut[i]) {
      i++;
    }
    return (double) Math.max(0, i - 1) / GRID;
  }

  /** Upper end of the interval, 0 to 1. */
  public double high() {
    int i = GRID;
    while (i > 0 && ruledOut[i]) {
      i--;
    }
    return (double) Math.min(GRID, i + 1) / GRID;
  }

  /** Frames added. */
  public long frames() {
    return frames;
  }
}
