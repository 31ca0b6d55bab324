package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;

/** A {@link Problem} that keeps a reader from reading on where it is. */
final class BadEntryException extends DetectorException {
  private static final long serialVersionUID = 1L;

  private final Problem.Kind kind;

  BadEntryException(Problem.Kind kind, String text) {
    super(text);
    this.kind = kind;
  }

  BadEntryException(Problem.Kind kind, String text, DetectorException cause) {
    super(text, cause);
    this.kind = kind;
  }

  /** The kind of problem of an exception. */
  static Problem.Kind kindOf(DetectorException e) {
    return e instanceof BadEntryException bad ? bad.kind : Problem.Kind.BAD_ENTRY;
  }
}
