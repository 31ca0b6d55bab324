package io.vedette.edge.escalate.policy;

import io.vedette.edge.escalate.signal.Signals;

/** Every frame alike: what the others must beat. */
final class RandomPolicy implements Policy {

  @Override
  public String name() {
    return "random";
  }

  @Override
  public double worth(Signals signals, double dice) {
    return dice;
  }
}
