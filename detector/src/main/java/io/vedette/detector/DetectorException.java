package io.vedette.detector;

/**
 * A model, picture or dataset could not be used. The message is one line: what is wrong, where,
 * what to do.
 */
public class DetectorException extends Exception {
  private static final long serialVersionUID = 1L;

  public DetectorException(String message) {
    super(message);
  }

  public DetectorException(String message, Throwable cause) {
    super(message, cause);
  }
}
