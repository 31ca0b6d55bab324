package io.vedette.edge.learn;

import io.vedette.edge.link.CommandPhase;

/** The agent cannot finish its part of a round. The message is one line. */
final class RoundFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** {@link CommandPhase#FAILED}, or {@link CommandPhase#DECLINED} when it never started. */
  private final CommandPhase phase;

  RoundFailedException(CommandPhase phase, String message) {
    super(message);
    this.phase = phase;
  }

  CommandPhase phase() {
    return phase;
  }
}
