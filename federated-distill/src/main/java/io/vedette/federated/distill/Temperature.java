package io.vedette.federated.distill;

/**
 * How much both answers are softened in the course of a training: {@code from} at its start, {@code
 * to} at its end, along half a cosine between.
 *
 * @param from 1 or more
 * @param to 1 or more
 */
public record Temperature(double from, double to) {

  private static final double MOST = 100;

  public Temperature {
    if (!(from >= 1 && from <= MOST && to >= 1 && to <= MOST)) {
      throw new IllegalArgumentException(
          "a temperature of " + from + " to " + to + " makes no sense; it is 1 to " + MOST);
    }
  }

  /** The same all the time. */
  public static Temperature of(double constant) {
    return new Temperature(constant, constant);
  }

  /**
   * Reads {@code T} or {@code FROM:TO}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static Temperature parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length > 2) {
      throw new IllegalArgumentException(text + " is neither T nor FROM:TO");
    }
    try {
      double from = Double.parseDouble(parts[0]);
      return new Temperature(from, parts.length == 1 ? from : Double.parseDouble(parts[1]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(text + " is neither T nor FROM:TO", e);
    }
  }

  /**
   * @param progress of the training, 0 to 1
   */
  public double at(double progress) {
    return to + (from - to) * (1 + Math.cos(Math.PI * Math.min(1, progress))) / 2;
  }
}
