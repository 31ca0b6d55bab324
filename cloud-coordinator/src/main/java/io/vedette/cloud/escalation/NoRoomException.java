package io.vedette.cloud.escalation;

import java.io.IOException;

/** A frame that is not accepted now, since too much waits or came; the agent keeps it. */
public final class NoRoomException extends IOException {
  private static final long serialVersionUID = 1L;

  private static final long RETRY_AFTER_MS = 2_000;

  private final long retryAfterMs;

  public NoRoomException(String why) {
    this(why, RETRY_AFTER_MS);
  }

  NoRoomException(String why, long retryAfterMs) {
    super(why);
    this.retryAfterMs = retryAfterMs;
  }

  /** After this time the frame may come again. */
  public long retryAfterMs() {
    return retryAfterMs;
  }
}
