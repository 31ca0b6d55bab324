package io.vedette.cloud.frame;

import java.io.IOException;

/**
 * A picture that is not, or no longer, what its digest says. The message is one line for people.
 */
public final class DamagedFrameException extends IOException {
  private static final long serialVersionUID = 1L;

  public DamagedFrameException(String message) {
    super(message);
  }
}
