package io.vedette.federated.train;

/** What options may be. */
final class Checks {

  private Checks() {}

  static void require(boolean fine, String what, double value) {
    if (!fine) {
      throw new IllegalArgumentException(what + " of " + value + " makes no sense");
    }
  }
}
