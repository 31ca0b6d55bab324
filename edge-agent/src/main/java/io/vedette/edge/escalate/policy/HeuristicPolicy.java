package io.vedette.edge.escalate.policy;

import io.vedette.edge.escalate.signal.Signal;
import io.vedette.edge.escalate.signal.Signals;

/** Combines signals as independent evidence, with fixed weights. It learns nothing. */
public final class HeuristicPolicy implements Policy {

  @Override
  public String name() {
    return "threshold";
  }

  @Override
  public double worth(Signals signals, double random) {
    return hardness(signals);
  }

  /** How likely the student is wrong, 0 to 1. */
  public static float hardness(Signals signals) {
    return 1
        - (1 - 0.6f * signals.get(Signal.UNCERTAIN))
            * (1 - 0.8f * signals.get(Signal.MISSED))
            * (1 - 0.6f * signals.get(Signal.FLICKER))
            * (1 - 0.4f * signals.get(Signal.MOTION));
  }
}
