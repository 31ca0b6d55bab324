package io.vedette.edge.terrain;

import java.io.IOException;

/** A file of heights could not be read. The message is one line: what is wrong. */
public final class TerrainException extends IOException {
  private static final long serialVersionUID = 1L;

  public TerrainException(String message) {
    super(message);
  }
}
