package io.vedette.edge.escalate.policy;

import io.vedette.edge.escalate.signal.Signals;

/** How much a verdict on a frame would be worth, judged by the frame's signals. */
public interface Policy {

  /** What configuration and results call it. */
  String name();

  /**
   * The worth of asking: of two frames the one with more is asked about rather. Only the order
   * counts.
   *
   * @param dice 0 to 1, drawn for this frame: a policy that only says yes or no ranks those it
   *     treats alike by it, so that they are thinned out, or filled up, at random
   */
  double worth(Signals signals, double dice);

  /** Learns from a verdict; most policies do not. */
  default void learn(Signals signals, VerdictOutcome outcome) {}

  /** What was learnt, as {@link #restore} takes it; empty where nothing is. */
  default double[] state() {
    return new double[0];
  }

  /** Goes on from a state; one of another form is left aside. */
  default void restore(double[] state) {}
}
