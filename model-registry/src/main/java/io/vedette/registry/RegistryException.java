package io.vedette.registry;

/**
 * The registry cannot do what was asked. The message is one line: what is wrong, where, what to do.
 */
public class RegistryException extends Exception {
  private static final long serialVersionUID = 1L;

  public RegistryException(String message) {
    super(message);
  }

  public RegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
