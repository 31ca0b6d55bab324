package io.vedette.federated.compress.prune;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Units that are made by the same convolutions, the weakest first. */
record PruningGroup(List<Ranked> units) {

  /** Channels that a vector instruction takes at once: a family keeps a multiple of them. */
  static final int STEP = 8;

  /** A unit, and how much it matters. */
  record Ranked(PruningUnit unit, double importance) {}

  PruningGroup {
    units = units.stream().sorted(Comparator.comparingDouble(Ranked::importance)).toList();
  }

  DoubleStream importances() {
    return units.stream().mapToDouble(Ranked::importance);
  }

  /** Channels of the units that matter less than a threshold, but for those that fill a step. */
  Set<Integer> below(double threshold) {
    int wanted = (int) importances().filter(importance -> importance < threshold).count();
    int kept = Math.max(STEP, (units.size() - wanted + STEP - 1) / STEP * STEP);
    return units.stream()
        .limit(Math.max(0, units.size() - kept))
        .map(ranked -> ranked.unit().channel())
        .collect(Collectors.toSet());
  }
}
