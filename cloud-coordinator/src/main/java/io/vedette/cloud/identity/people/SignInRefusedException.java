package io.vedette.cloud.identity.people;

/** A sign-in that failed; its message is one line for whoever tried. */
public final class SignInRefusedException extends Exception {

  private static final long serialVersionUID = 1;

  private final boolean later;

  SignInRefusedException(String message, boolean later) {
    super(message, null, false, false);
    this.later = later;
  }

  /** Whether it was not looked at, and may be tried again later. */
  public boolean isLater() {
    return later;
  }
}
