package io.vedette.cloud.commit;

import java.io.IOException;

/** More waits for the disk than a commit lane holds. */
public final class LaneFullException extends IOException {
  private static final long serialVersionUID = 1L;

  LaneFullException() {
    super("the disk is slower than what comes in");
  }
}
