package io.vedette.cloud.escalation;

/** A frame that cannot be used, now or ever. The message is one line for the agent's log. */
public class InvalidFrameException extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidFrameException(String message) {
    super(message);
  }
}
