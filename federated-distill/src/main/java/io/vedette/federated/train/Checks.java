package io.vedette.federated.train;

/** Checks of option values. */
final class Checks {

  private Checks() {}

  static void require(boolean valid, String what, double value) {
    if (!valid) {
      throw new IllegalArgumentException(what + " of " + value + " is out of range");
    }
  }
}
