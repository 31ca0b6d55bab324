package io.vedette.federated.aggregate;

import io.vedette.federated.Weights;
import java.util.List;
import java.util.function.BiFunction;

/** Every strategy of aggregation by name. */
public final class Aggregators {

  private record Entry(String name, BiFunction<Weights, Integer, Aggregator> factory) {}

  private static final List<Entry> ALL =
      List.of(
          new Entry("fedavg", (base, trim) -> new FedAvg(base)),
          new Entry("trimmed-mean", TrimmedMean::new));

  private Aggregators() {}

  /** The names, the default first. */
  public static List<String> names() {
    return ALL.stream().map(Entry::name).toList();
  }

  /**
   * A strategy that has taken no update yet.
   *
   * @param base the round's weights
   * @param trim updates that a trimmed mean leaves out on each side
   * @throws IllegalArgumentException when there is none of that name
   */
  public static Aggregator named(String name, Weights base, int trim) {
    return ALL.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no strategy " + name))
        .factory()
        .apply(base, trim);
  }
}
