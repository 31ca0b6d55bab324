package io.vedette.federated.aggregate;

/** Bounds of what strategies are set up with. */
final class Parameters {

  private Parameters() {}

  /**
   * @throws IllegalArgumentException in one line that names the parameter
   */
  static void check(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(name + ": " + value + " is not " + least + " to " + most);
    }
  }

  /**
   * @throws IllegalArgumentException in one line that names the parameter
   */
  static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(name + ": " + value + " is not " + least + " to " + most);
    }
  }
}
