package io.vedette.cloud.round;

import io.vedette.federated.aggregate.FedBN;
import io.vedette.federated.aggregate.RobustRule;
import io.vedette.federated.aggregate.Strategy;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a round's updates become one student. What is missing takes its default.
 *
 * @param strategy how much each update counts, and how the student moves ({@code fedavg})
 * @param robust which updates are believed ({@code none}: all)
 * @param poisoned updates of a round that may be wrong; only a robust rule asks (1)
 * @param home names of weights that are not aggregated, separated by commas; {@code *} stands for
 *     any characters (none)
 * @param rate of the strategy's step; 0: 1, and 0.01 for fedadam, fedyogi and fedadagrad (0)
 * @param momentum of fedavgm, fedadam and fedyogi, 0 to below 1 (0.9)
 * @param second moment's momentum of fedadam and fedyogi, 0 to below 1 (0.99)
 * @param tau the least root of the second moment of fedadam, fedyogi and fedadagrad (0.001)
 * @param q of qfedavg: 0 counts all losses alike (0.1)
 * @param clip of norm-clipping: the longest change; 0: the median of the round (0)
 */
public record AggregationConfig(
    String strategy,
    String robust,
    int poisoned,
    String home,
    double rate,
    double momentum,
    double second,
    double tau,
    double q,
    double clip) {

  /** What earlier releases called a strategy. */
  private static final String EARLIER = "trimmed-mean";

  /**
   * @throws IllegalArgumentException in one line that names the key
   */
  public AggregationConfig(
      @Nullable String strategy,
      @Nullable String robust,
      int poisoned,
      @Nullable String home,
      double rate,
      double momentum,
      double second,
      double tau,
      double q,
      double clip) {
    boolean earlier = EARLIER.equals(strategy);
    this.strategy = strategy == null || earlier ? StrategyKinds.names().get(0) : strategy;
    this.robust = earlier ? EARLIER : robust == null ? RobustRuleKinds.names().get(0) : robust;
    this.poisoned = poisoned == 0 ? 1 : poisoned;
    this.home = home == null ? "" : home;
    this.rate = rate;
    this.momentum = momentum == 0 ? 0.9 : momentum;
    this.second = second == 0 ? 0.99 : second;
    this.tau = tau == 0 ? 0.001 : tau;
    this.q = q == 0 ? 0.1 : q;
    this.clip = clip;
    try {
      checkTogether(strategyWith(1e-3), rule());
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith("aggregation.")
          ? e
          : new IllegalArgumentException("aggregation." + message, e);
    }
  }

  private void checkTogether(Strategy made, RobustRule rule) {
    if (made.weighs() && rule.countsAlike()) {
      throw new IllegalArgumentException(
          "aggregation.robust: "
              + robust
              + " counts all updates alike and does not go with "
              + strategy
              + ", which weighs them; known to go with it are none and norm-clipping");
    }
  }

  public static AggregationConfig defaults() {
    return new AggregationConfig(null, null, 0, null, 0, 0, 0, 0, 0, 0);
  }

  /** With fewer updates there is no student. */
  public int fewestUpdates() {
    return rule().fewest();
  }

  /**
   * @param clientRate learning rate of the devices
   */
  Strategy strategyWith(double clientRate) {
    return StrategyKinds.of(this, clientRate);
  }

  RobustRule rule() {
    return RobustRuleKinds.of(this);
  }

  /** Whether batch normalizations are aggregated. */
  boolean normalizations() {
    return !(strategyWith(1e-3) instanceof FedBN);
  }

  List<String> homeNames() {
    return Arrays.stream(home.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }

  /** What people are told of a student; nothing for the usual strategy. */
  String note() {
    if (equals(defaults())) {
      return "";
    }
    String by = "aggregated by " + strategy;
    return RobustRuleKinds.names().get(0).equals(robust)
        ? by
        : by + " and " + robust + " for at most " + poisoned + " wrong updates";
  }
}
