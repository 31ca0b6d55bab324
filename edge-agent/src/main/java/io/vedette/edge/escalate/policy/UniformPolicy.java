package io.vedette.edge.escalate.policy;

import io.vedette.edge.escalate.signal.Signal;
import io.vedette.edge.escalate.signal.Signals;

/** Frames as far apart as the budget lets them be: on film, where verdicts are carried along. */
final class UniformPolicy implements Policy {

  /** Frames whose age is too great to tell apart are thinned out at random. */
  private static final double SHARE_OF_DICE = 1e-3;

  @Override
  public String name() {
    return "even";
  }

  @Override
  public double worth(Signals signals, double dice) {
    return signals.get(Signal.STALENESS) + SHARE_OF_DICE * dice;
  }
}
