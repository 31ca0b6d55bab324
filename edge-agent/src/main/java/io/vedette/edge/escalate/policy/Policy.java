package io.vedette.edge.escalate.policy;

import io.vedette.edge.escalate.signal.Signals;

/** Rates frames by their signals: how much would a verdict be worth? */
public interface Policy {

  /** The name in configuration and results. */
  String name();

  /**
   * The rating of a frame. Only the order counts: higher ratings are escalated first.
   *
   * @param random 0 to 1, drawn for this frame: a policy that only says yes or no breaks ties with
   *     it
   */
  double worth(Signals signals, double random);

  /** Learns from a verdict. Most policies learn nothing. */
  default void learn(Signals signals, VerdictOutcome outcome) {}

  /** What was learnt, for {@link #restore}; empty when nothing is learnt. */
  default double[] state() {
    return new double[0];
  }

  /** Restores a state; one of another size is ignored. */
  default void restore(double[] state) {}
}
