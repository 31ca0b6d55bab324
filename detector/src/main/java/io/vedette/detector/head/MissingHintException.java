package io.vedette.detector.head;

import io.vedette.detector.DetectorException;

/** A model can be read when the user says something about it. The message says what. */
public final class MissingHintException extends DetectorException {
  private static final long serialVersionUID = 1L;

  /** What the user may have to say. */
  public enum Hint {
    LABELS,
    HEAD,
    INPUT_SIZE
  }

  private final Hint hint;

  MissingHintException(Hint hint, String message) {
    super(message);
    this.hint = hint;
  }

  public Hint hint() {
    return hint;
  }
}
