package io.vedette.cli.config;

import io.vedette.detector.DetectorException;

/**
 * A configuration file that was read and is wrong: the message names file, line and key. It counts
 * as wrong usage (exit code 2); a file that is missing or cannot be read does not.
 */
public final class ConfigException extends DetectorException {
  private static final long serialVersionUID = 1L;

  ConfigException(String message, Throwable cause) {
    super(message, cause);
  }

  ConfigException(String message) {
    super(message);
  }
}
