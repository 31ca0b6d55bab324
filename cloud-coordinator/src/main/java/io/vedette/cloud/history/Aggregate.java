package io.vedette.cloud.history;

/**
 * Some values as their number, sum and range; the aggregate of a longer time is the sum of those of
 * its parts.
 *
 * @param count of a level: samples; of an amount: slots
 * @param sum of a level: of its samples; of an amount: how much there was
 * @param min of a level: the least sample; of an amount: per second, in the quietest slot
 * @param max of a level: the largest sample; of an amount: per second, in the busiest slot
 */
public record Aggregate(long count, double sum, double min, double max) {

  static Aggregate of(double value) {
    return new Aggregate(1, value, value, value);
  }

  /** A sample that is known to lie within an interval. */
  static Aggregate estimate(double value, double low, double high) {
    return new Aggregate(1, value, low, high);
  }

  /** An amount within a time. */
  static Aggregate amount(double amount, long ms) {
    double perSecond = amount * 1_000 / ms;
    return new Aggregate(1, amount, perSecond, perSecond);
  }

  Aggregate plus(Aggregate other) {
    return new Aggregate(
        count + other.count, sum + other.sum, Math.min(min, other.min), Math.max(max, other.max));
  }

  double mean() {
    return sum / count;
  }
}
