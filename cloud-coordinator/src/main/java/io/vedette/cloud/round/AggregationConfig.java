package io.vedette.cloud.round;

import io.vedette.federated.Weights;
import io.vedette.federated.aggregate.Aggregator;
import io.vedette.federated.aggregate.Aggregators;
import io.vedette.federated.aggregate.TrimmedMean;
import org.jspecify.annotations.Nullable;

/**
 * How a round's updates become one student. What is missing takes its default.
 *
 * @param strategy name of the strategy ("fedavg"); "trimmed-mean" leaves out the extremes of every
 *     weight
 * @param trim updates that a trimmed mean leaves out on each side, 1 to 8 (1)
 */
public record AggregationConfig(String strategy, int trim) {

  /**
   * @throws IllegalArgumentException in one line that names the key
   */
  public AggregationConfig(@Nullable String strategy, int trim) {
    this.strategy = strategy == null ? Aggregators.names().get(0) : strategy;
    if (!Aggregators.names().contains(this.strategy)) {
      throw new IllegalArgumentException(
          "aggregation.strategy: '"
              + strategy
              + "' is not known; known are "
              + Aggregators.names());
    }
    this.trim = trim == 0 ? 1 : trim;
    if (this.trim < 1 || this.trim > TrimmedMean.MAX_TRIM) {
      throw new IllegalArgumentException(
          "aggregation.trim: " + trim + " is not 1 to " + TrimmedMean.MAX_TRIM);
    }
  }

  public static AggregationConfig defaults() {
    return new AggregationConfig(null, 0);
  }

  private boolean isTrimmed() {
    return strategy.equals("trimmed-mean");
  }

  /** With fewer updates there is no student. */
  public int fewestUpdates() {
    return isTrimmed() ? 2 * trim + 1 : 1;
  }

  Aggregator aggregator(Weights base) {
    return Aggregators.named(strategy, base, trim);
  }

  /** What people are told of a student; nothing for the usual strategy. */
  String note() {
    return isTrimmed()
        ? "aggregated by trimmed mean, %d of each side left out".formatted(trim)
        : "";
  }
}
