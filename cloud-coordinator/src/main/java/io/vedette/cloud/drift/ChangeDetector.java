package io.vedette.cloud.drift;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds that the newest values of a series are worse than the ones before, with a bound on false
 * alarms that holds for any distribution of the values. Memory does not grow with the series.
 *
 * <p>While nothing changes, the order of the values is by chance (they are exchangeable). Then the
 * rank of each value among all so far, ties broken at random, makes conformal p-values that are
 * independent and uniform (Vovk, Gammerman, Shafer: Algorithmic Learning in a Random World, 2005;
 * Vovk et al., "Retrain or not retrain: conformal test martingales for change-point detection",
 * COPA 2021):
 *
 * <pre>
 *   p = (#{worse values so far} + tie #{equal values so far, with this one}) / #{values so far}
 * </pre>
 *
 * <p>{@link StepBets} bet that they are small. For each bet the sum over all times at which it
 * might have begun is an e-detector of Shiryaev and Roberts (Shin, Ramdas, Rinaldo, "E-detectors",
 * arXiv 2203.03532), and so is the mean over the bets:
 *
 * <pre>  evidence = (1 + evidence) b(p), 0 at first; a change is told when the mean is at the bound
 * </pre>
 *
 * <p>The mean minus the number of values is a martingale while nothing changes. Therefore the mean
 * time to a false alarm is at least {@code bound} values, and the chance of one within {@code n}
 * values at most {@code n / bound}.
 *
 * <p>When it changed is estimated by least squares: the split of the newest values from all earlier
 * ones after which two means explain the values best.
 */
final class ChangeDetector {

  /** Values are told apart by so many bins; the worst is bin 0. */
  static final int BINS = 33;

  /** A change is looked for among so many of the newest values. */
  static final int RECENT = 100;

  /**
   * What was found.
   *
   * @param sinceMs estimated time of the change, milliseconds since the epoch
   * @param before mean of the values until then
   * @param after mean of those since
   * @param values since then
   */
  record Change(long sinceMs, double before, double after, long values) {}

  /**
   * All that is known, to be stored.
   *
   * @param values so far
   * @param sum of them
   * @param bins how many are in each bin
   * @param evidence of each bet
   * @param recent the newest values, oldest first
   * @param recentMs when they came
   */
  record State(
      long values, double sum, long[] bins, double[] evidence, double[] recent, long[] recentMs) {}

  private final double bound;
  private final double leastDifference;
  private final boolean lowIsWorse;
  private long values;
  private double sum;
  private long[] bins = new long[BINS];
  private double[] evidence = new double[StepBets.COUNT];
  private double[] recent = new double[0];
  private long[] recentMs = new long[0];

  /**
   * @param bound least mean number of values to a false alarm
   * @param leastDifference a smaller difference of the means is told of nobody, however sure
   * @param lowIsWorse whether a change for the worse is a fall of the values
   */
  ChangeDetector(double bound, double leastDifference, boolean lowIsWorse) {
    this.bound = bound;
    this.leastDifference = leastDifference;
    this.lowIsWorse = lowIsWorse;
  }

  /**
   * Takes a value; begins anew where it finds a change.
   *
   * @param bin of the value, 0 to {@link #BINS} - 1, the worst first
   * @param tie random number, uniform in [0, 1), independent of the values
   */
  Optional<Change> add(int bin, double value, double tie, long atMs) {
    long worse = 0;
    for (int i = 0; i < bin; i++) {
      worse += bins[i];
    }
    double p = (worse + tie * (bins[bin] + 1)) / (values + 1);
    for (int bet = 0; bet < StepBets.COUNT; bet++) {
      evidence[bet] = (1 + evidence[bet]) * StepBets.pays(bet, p);
    }
    bins[bin]++;
    values++;
    sum += value;
    remember(value, atMs);
    return mean(evidence) < bound ? Optional.empty() : found();
  }

  private void remember(double value, long atMs) {
    int first = recent.length == RECENT ? 1 : 0;
    int next = recent.length - first;
    recent = Arrays.copyOfRange(recent, first, first + next + 1);
    recentMs = Arrays.copyOfRange(recentMs, first, first + next + 1);
    recent[next] = value;
    recentMs[next] = atMs;
  }

  private Optional<Change> found() {
    Optional<Change> change =
        likeliest().filter(found -> difference(found.before, found.after) >= leastDifference);
    if (change.isPresent()) {
      restore(new ChangeDetector(bound, leastDifference, lowIsWorse).state());
    }
    return change;
  }

  /** The split for the worse that leaves the least squares. */
  private Optional<Change> likeliest() {
    @Nullable Change best = null;
    double most = 0;
    double sumAfter = 0;
    for (int from = recent.length - 1; from >= 0; from--) {
      sumAfter += recent[from];
      long after = recent.length - from;
      long before = values - after;
      if (before > 0) {
        double meanBefore = (sum - sumAfter) / before;
        double meanAfter = sumAfter / after;
        double difference = difference(meanBefore, meanAfter);
        double explained = difference * difference * before * after / values;
        if (difference > 0 && explained > most) {
          most = explained;
          best = new Change(recentMs[from], meanBefore, meanAfter, after);
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** How much worse it got. */
  private double difference(double before, double after) {
    return lowIsWorse ? before - after : after - before;
  }

  private static double mean(double[] of) {
    return Arrays.stream(of).sum() / of.length;
  }

  /** Values since it began. */
  long values() {
    return values;
  }

  /** Mean of the values since it began; 0 before the first. */
  double level() {
    return values == 0 ? 0 : sum / values;
  }

  /** Evidence of a change: 0, and at 1 it is told. */
  double suspicion() {
    return mean(evidence) / bound;
  }

  State state() {
    return new State(values, sum, bins.clone(), evidence.clone(), recent.clone(), recentMs.clone());
  }

  /** Goes on from what was stored; a state of another form is left. */
  void restore(State state) {
    if (state.bins().length != BINS
        || state.evidence().length != StepBets.COUNT
        || state.recent().length != state.recentMs().length) {
      return;
    }
    values = state.values();
    sum = state.sum();
    bins = state.bins().clone();
    evidence = state.evidence().clone();
    recent = state.recent().clone();
    recentMs = state.recentMs().clone();
  }
}
