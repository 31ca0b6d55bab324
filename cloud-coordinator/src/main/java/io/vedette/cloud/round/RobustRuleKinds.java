package io.vedette.cloud.round;

import io.vedette.federated.aggregate.Bulyan;
import io.vedette.federated.aggregate.CoordinateMedian;
import io.vedette.federated.aggregate.GeometricMedian;
import io.vedette.federated.aggregate.Krum;
import io.vedette.federated.aggregate.MultiKrum;
import io.vedette.federated.aggregate.NormClipping;
import io.vedette.federated.aggregate.PlainMean;
import io.vedette.federated.aggregate.RobustRule;
import io.vedette.federated.aggregate.TrimmedMean;
import java.util.List;
import java.util.function.Function;

/** Every robust rule by name. */
final class RobustRuleKinds {

  private record Kind(String name, Function<AggregationConfig, RobustRule> factory) {}

  private static final List<Kind> ALL =
      List.of(
          new Kind("none", c -> new PlainMean()),
          new Kind("median", c -> new CoordinateMedian(c.poisoned())),
          new Kind("trimmed-mean", c -> new TrimmedMean(c.poisoned())),
          new Kind("krum", c -> new Krum(c.poisoned())),
          new Kind("multi-krum", c -> new MultiKrum(c.poisoned(), 0)),
          new Kind("bulyan", c -> new Bulyan(c.poisoned())),
          new Kind("norm-clipping", c -> new NormClipping(c.clip())),
          new Kind("geometric-median", c -> new GeometricMedian(c.poisoned())));

  private RobustRuleKinds() {}

  /** The names, the default first. */
  static List<String> names() {
    return ALL.stream().map(Kind::name).toList();
  }

  /**
   * @throws IllegalArgumentException in one line that names the key
   */
  static RobustRule of(AggregationConfig config) {
    Kind found =
        ALL.stream()
            .filter(kind -> kind.name.equals(config.robust()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "aggregation.robust: '"
                            + config.robust()
                            + "' is not known; known are "
                            + names()));
    if (config.poisoned() < 0) {
      throw new IllegalArgumentException(
          "aggregation.poisoned: " + config.poisoned() + " is below 0");
    }
    return found.factory.apply(config);
  }
}
