package io.vedette.cloud.escalation;

import java.io.IOException;

/** A frame that is not accepted now, since too much waits; the agent keeps it. */
public final class NoRoomException extends IOException {
  private static final long serialVersionUID = 1L;

  public NoRoomException(String why) {
    super(why);
  }
}
