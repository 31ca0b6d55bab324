package io.vedette.edge.escalate.policy;

import io.vedette.edge.escalate.signal.ScoreHistogram;
import io.vedette.edge.escalate.signal.Signal;
import io.vedette.edge.escalate.signal.Signals;
import java.util.Arrays;
import java.util.List;

/**
 * Estimates the gain in F1 of a verdict, and learns from every verdict.
 *
 * <p>For each range of scores it learns how often a shown object is real, and how often a peak
 * below the threshold is. Summed over a frame, this gives the expected numbers of objects that a
 * verdict adds and removes. A linear model corrects them by the frame's other signals. Both start
 * with values set by hand.
 */
public final class LearnedPolicy implements Policy {

  private static final double[] SHOWN_IS_REAL = {0.45, 0.55, 0.65, 0.75, 0.85, 0.95};
  private static final double[] PEAK_IS_REAL = {0.02, 0.04, 0.08, 0.14, 0.22, 0.35};

  /** The other signals in the linear model, with their initial weights. */
  private static final List<Term> TERMS =
      List.of(
          new Term(Signal.FLICKER, 0.3),
          new Term(Signal.MOTION, 0.5),
          new Term(Signal.NOVELTY, 0.1),
          new Term(Signal.SMALL, 0.02),
          new Term(Signal.VERIFIED, 0.05),
          new Term(Signal.CARRIED, 0.2));

  private static final double PRIOR_STRENGTH = 100;

  /** Weight of the prior, and memory, of the calibrations, in candidates per range. */
  private static final double CALIBRATION_PRIOR = 20;

  private static final double CALIBRATION_MEMORY = 4_000;

  private record Term(Signal signal, double weight) {}

  private final ScoreCalibration shown =
      new ScoreCalibration(CALIBRATION_PRIOR, CALIBRATION_MEMORY, SHOWN_IS_REAL);
  private final ScoreCalibration peaks =
      new ScoreCalibration(CALIBRATION_PRIOR, CALIBRATION_MEMORY, PEAK_IS_REAL);
  private final OnlineRidge ridge = new OnlineRidge(prior(), PRIOR_STRENGTH);

  private static double[] prior() {
    double[] weights = new double[TERMS.size() + 2];
    weights[0] = VerdictOutcome.gain(1, 0);
    weights[1] = VerdictOutcome.gain(0, 1);
    for (int i = 0; i < TERMS.size(); i++) {
      weights[i + 2] = TERMS.get(i).weight();
    }
    return weights;
  }

  @Override
  public String name() {
    return "learnt";
  }

  /**
   * The expected {@link VerdictOutcome#gain}, times the fourth power of the staleness.
   *
   * <p>The effect of a verdict decays at some rate. If that rate were known, errors would be fewest
   * with verdicts one over its square root apart: the rating would be {@code gain * staleness²}.
   * The rate is only estimated, the time is known; so the time counts twice as much.
   */
  @Override
  public double worth(Signals signals, double random) {
    double stale = signals.get(Signal.STALENESS);
    return ridge.predict(features(signals)) * stale * stale * stale * stale;
  }

  private double[] features(Signals signals) {
    double found = 0;
    double gone = 0;
    for (int bin = 0; bin < ScoreHistogram.COUNT; bin++) {
      found += signals.get(Signal.peaks(bin)) * peaks.chance(bin);
      gone += signals.get(Signal.shown(bin)) * (1 - shown.chance(bin));
    }
    double[] features = new double[TERMS.size() + 2];
    features[0] = found;
    features[1] = gone;
    for (int i = 0; i < TERMS.size(); i++) {
      features[i + 2] = signals.get(TERMS.get(i).signal());
    }
    return features;
  }

  @Override
  public void learn(Signals signals, VerdictOutcome outcome) {
    ridge.learn(features(signals), outcome.gain());
    for (int bin = 0; bin < ScoreHistogram.COUNT; bin++) {
      shown.learn(bin, outcome.right()[bin], signals.get(Signal.shown(bin)));
      peaks.learn(bin, outcome.real()[bin], signals.get(Signal.peaks(bin)));
    }
  }

  @Override
  public double[] state() {
    double[] state = new double[4 * ScoreHistogram.COUNT + ridge.stateSize()];
    shown.save(state, 0);
    peaks.save(state, 2 * ScoreHistogram.COUNT);
    ridge.save(state, 4 * ScoreHistogram.COUNT);
    return state;
  }

  @Override
  public void restore(double[] state) {
    boolean fits = state.length == 4 * ScoreHistogram.COUNT + ridge.stateSize();
    if (fits && Arrays.stream(state).allMatch(Double::isFinite)) {
      shown.restore(state, 0);
      peaks.restore(state, 2 * ScoreHistogram.COUNT);
      ridge.restore(state, 4 * ScoreHistogram.COUNT);
    }
  }
}
