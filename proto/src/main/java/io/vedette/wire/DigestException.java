package io.vedette.wire;

import java.io.IOException;

/** Content is not what its name says. Trying again fetches it anew. */
public final class DigestException extends IOException {
  private static final long serialVersionUID = 1L;

  public DigestException(String message) {
    super(message);
  }
}
