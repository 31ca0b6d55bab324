package io.vedette.cloud.round;

import io.vedette.federated.aggregate.FedAdagrad;
import io.vedette.federated.aggregate.FedAdam;
import io.vedette.federated.aggregate.FedAvg;
import io.vedette.federated.aggregate.FedAvgM;
import io.vedette.federated.aggregate.FedBN;
import io.vedette.federated.aggregate.FedBuff;
import io.vedette.federated.aggregate.FedNova;
import io.vedette.federated.aggregate.FedYogi;
import io.vedette.federated.aggregate.QFedAvg;
import io.vedette.federated.aggregate.Strategy;
import java.util.List;

/** Every strategy that a round can be aggregated by, by name. */
final class StrategyKinds {

  private interface Factory {
    Strategy of(AggregationConfig config, double clientRate);
  }

  private record Kind(String name, Factory factory) {}

  private static final double ADAPTIVE_RATE = 0.01;

  private static final List<Kind> ALL =
      List.of(
          new Kind("fedavg", (c, rate) -> new FedAvg()),
          new Kind("fedavgm", (c, rate) -> new FedAvgM(rate(c, 1), c.momentum())),
          new Kind(
              "fedadam",
              (c, rate) -> new FedAdam(rate(c, ADAPTIVE_RATE), c.momentum(), c.second(), c.tau())),
          new Kind(
              "fedyogi",
              (c, rate) -> new FedYogi(rate(c, ADAPTIVE_RATE), c.momentum(), c.second(), c.tau())),
          new Kind("fedadagrad", (c, rate) -> new FedAdagrad(rate(c, ADAPTIVE_RATE), 0, c.tau())),
          new Kind("fednova", (c, rate) -> new FedNova()),
          new Kind("fedbn", (c, rate) -> new FedBN()),
          new Kind("qfedavg", (c, rate) -> new QFedAvg(c.q(), rate)),
          new Kind("fedbuff", (c, rate) -> new FedBuff(rate(c, 1))));

  private StrategyKinds() {}

  private static double rate(AggregationConfig config, double usual) {
    return config.rate() == 0 ? usual : config.rate();
  }

  /** The names, the default first. */
  static List<String> names() {
    return ALL.stream().map(Kind::name).toList();
  }

  /**
   * @param clientRate learning rate of the devices
   * @throws IllegalArgumentException in one line that names the key
   */
  static Strategy of(AggregationConfig config, double clientRate) {
    return ALL.stream()
        .filter(kind -> kind.name.equals(config.strategy()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "aggregation.strategy: '"
                        + config.strategy()
                        + "' is not known; known are "
                        + names()
                        + " (robust rules are set by aggregation.robust)"))
        .factory
        .of(config, clientRate);
  }
}
