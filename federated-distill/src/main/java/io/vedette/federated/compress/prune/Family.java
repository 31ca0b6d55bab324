package io.vedette.federated.compress.prune;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Units that are made by the same convolutions, the weakest first.
 *
 * @param price divides their importance
 */
record Family(List<Ranked> units, double price) {

  /** Channels that a vector instruction takes at once: a family keeps a multiple of them. */
  static final int STEP = 8;

  /** A unit, and how much it matters. */
  record Ranked(Unit unit, double importance) {}

  Family {
    units = units.stream().sorted(Comparator.comparingDouble(Ranked::importance)).toList();
  }

  Family at(double other) {
    return new Family(units, other);
  }

  /** What matters of each unit for its price. */
  DoubleStream ranks() {
    return units.stream().mapToDouble(ranked -> ranked.importance() / price);
  }

  /** Channels of the units that rank below a threshold, but for those that fill the last step. */
  Set<Integer> below(double threshold) {
    return weakest((int) ranks().filter(rank -> rank < threshold).count());
  }

  /** What goes with the first step; empty where none can. */
  Set<Integer> firstStep() {
    return weakest(STEP);
  }

  private Set<Integer> weakest(int wanted) {
    int kept = Math.max(STEP, (units.size() - wanted + STEP - 1) / STEP * STEP);
    return units.stream()
        .limit(Math.max(0, units.size() - kept))
        .map(ranked -> ranked.unit().channel())
        .collect(Collectors.toSet());
  }
}
