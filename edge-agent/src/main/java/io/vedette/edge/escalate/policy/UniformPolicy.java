package io.vedette.edge.escalate.policy;

import io.vedette.edge.escalate.signal.Signal;
import io.vedette.edge.escalate.signal.Signals;

/** Rates a frame by the time since the last verdict: escalations are evenly spaced in time. */
final class UniformPolicy implements Policy {

  /** Weight of randomness, which decides where the time is too long to differ. */
  private static final double RANDOM_WEIGHT = 1e-3;

  @Override
  public String name() {
    return "even";
  }

  @Override
  public double worth(Signals signals, double random) {
    return signals.get(Signal.STALENESS) + RANDOM_WEIGHT * random;
  }
}
