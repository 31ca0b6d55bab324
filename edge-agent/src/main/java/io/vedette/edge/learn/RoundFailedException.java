package io.vedette.edge.learn;

import io.vedette.edge.link.Phase;

/** The agent cannot bring its part of a round; the message is one line for people. */
final class RoundFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** {@link Phase#FAILED}, or {@link Phase#DECLINED} when it never began. */
  private final Phase phase;

  RoundFailedException(Phase phase, String message) {
    super(message);
    this.phase = phase;
  }

  Phase phase() {
    return phase;
  }
}
