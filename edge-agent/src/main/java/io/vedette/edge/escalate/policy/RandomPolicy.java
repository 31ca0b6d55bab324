package io.vedette.edge.escalate.policy;

import io.vedette.edge.escalate.signal.Signals;

/** Random ratings: the baseline for all others. */
final class RandomPolicy implements Policy {

  @Override
  public String name() {
    return "random";
  }

  @Override
  public double worth(Signals signals, double random) {
    return random;
  }
}
