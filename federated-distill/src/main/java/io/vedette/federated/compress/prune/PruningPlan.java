package io.vedette.federated.compress.prune;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.Workload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Which units of a graph go, family by family. A family keeps a multiple of {@value
 * PruningGroup#STEP} channels, as processors like them, and never fewer than that.
 */
public final class PruningPlan {

  private final Graph graph;
  private final List<PruningGroup> families;

  private PruningPlan(Graph graph, List<PruningGroup> families) {
    this.graph = graph;
    this.families = families;
  }

  /** Ranks the units of a graph by its weights alone. */
  public static PruningPlan of(Graph graph, Importances importance) throws DetectorException {
    return of(graph, importance, ImportanceData.NONE);
  }

  /**
   * Ranks the units of a graph.
   *
   * @throws DetectorException when importance needs pictures, and there are none
   */
  public static PruningPlan of(Graph graph, Importances importance, ImportanceData evidence)
      throws DetectorException {
    List<PruningUnit> units = ChannelFlow.of(graph).units(graph);
    double[] values = importance.importance().of(units, graph, evidence);
    Map<List<String>, List<PruningGroup.Ranked>> families = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      families
          .computeIfAbsent(units.get(i).family(), key -> new ArrayList<>())
          .add(new PruningGroup.Ranked(units.get(i), values[i]));
    }
    return new PruningPlan(graph, families.values().stream().map(PruningGroup::new).toList());
  }

  /**
   * The graph without what matters least, everywhere by the same measure of importance, until it
   * takes no more than a share. One threshold holds for all, so that how much of each family goes
   * is found and not asked for: a layer with much to spare loses more. Importance is not weighed
   * against what it costs: that never found more (benchmarks/results/compress.md).
   *
   * @param share of the expense that may stay, between 0 and 1
   * @throws DetectorException when so little cannot be reached; the message says what can
   */
  public Graph keeping(double share, GraphExpense expense, DetectorSpec spec)
      throws DetectorException {
    if (!(share > 0 && share < 1)) {
      throw new DetectorException(
          "the share of the " + expense.noun() + " is between 0 and 1, not " + share);
    }
    if (families.isEmpty()) {
      throw new DetectorException("no channel of the graph can be cut; nothing is pruned");
    }
    Map<String, Long> cells = Workload.cells(graph, spec);
    double whole = expense.of(Workload.of(graph, cells));
    double[] thresholds =
        DoubleStream.concat(
                families.stream().flatMapToDouble(PruningGroup::importances).sorted(),
                DoubleStream.of(Double.POSITIVE_INFINITY))
            .toArray();
    int low = 0;
    int high = thresholds.length - 1;
    Graph found = without(thresholds[high]);
    double reached = expense.of(Workload.of(found, cells)) / whole;
    if (reached > share) {
      throw new DetectorException(
          String.format(
              Locale.ROOT,
              "%.3f of the %s cannot be reached by cutting channels; %.3f can",
              share,
              expense.noun(),
              reached));
    }
    while (low < high) {
      int middle = (low + high) / 2;
      Graph tried = without(thresholds[middle]);
      if (expense.of(Workload.of(tried, cells)) / whole > share) {
        low = middle + 1;
      } else {
        high = middle;
        found = tried;
      }
    }
    return found;
  }

  private Graph without(double threshold) {
    Set<Integer> cut = new HashSet<>();
    families.forEach(family -> cut.addAll(family.below(threshold)));
    return new PruneChannels(cut).apply(graph);
  }
}
