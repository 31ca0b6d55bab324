package io.vedette.federated.compress.prune;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.Cost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which units of a graph go, family by family. A family keeps a multiple of {@value #STEP}
 * channels, as processors like them, and never fewer than that.
 */
public final class PruningPlan {

  /** Channels that a vector instruction takes at once. */
  static final int STEP = 8;

  private static final int HALVINGS = 12;

  private final Graph graph;
  private final List<List<Ranked>> families;

  private record Ranked(Unit unit, double importance) {}

  private PruningPlan(Graph graph, List<List<Ranked>> families) {
    this.graph = graph;
    this.families = families;
  }

  /** Ranks the units of a graph by its weights alone. */
  public static PruningPlan of(Graph graph, Importances importance) throws DetectorException {
    return of(graph, importance, Evidence.NONE);
  }

  /**
   * Ranks the units of a graph.
   *
   * @throws DetectorException when importance is told by pictures, and there are none
   */
  public static PruningPlan of(Graph graph, Importances importance, Evidence evidence)
      throws DetectorException {
    List<Unit> units = ChannelFlow.of(graph).units(graph);
    double[] values = importance.importance().of(units, graph, evidence);
    Map<List<String>, List<Ranked>> families = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      families
          .computeIfAbsent(units.get(i).family(), key -> new ArrayList<>())
          .add(new Ranked(units.get(i), values[i]));
    }
    families.values().forEach(f -> f.sort(Comparator.comparingDouble(Ranked::importance)));
    return new PruningPlan(graph, List.copyOf(families.values()));
  }

  /**
   * The graph without what matters least, everywhere by the same measure of importance, until it
   * has no more than a share of its operations. One threshold holds for all, so that how much of
   * each family goes is found and not asked for: a layer with much to spare loses more.
   *
   * @param share of the convolutions' operations that may stay, 0 to 1
   * @throws DetectorException when so few cannot be reached; the message says what can
   */
  public Graph keepingOperations(double share, DetectorSpec spec) throws DetectorException {
    double wanted = share * Cost.of(graph, spec).gflops();
    double[] thresholds =
        families.stream().flatMap(List::stream).mapToDouble(Ranked::importance).sorted().toArray();
    if (thresholds.length == 0) {
      throw new DetectorException("no channel of the graph can be cut; nothing is pruned");
    }
    Graph least = without(Double.POSITIVE_INFINITY);
    double reached = Cost.of(least, spec).gflops();
    if (reached > wanted) {
      throw new DetectorException(
          String.format(
              Locale.ROOT,
              "%.3f of the operations cannot be reached by cutting channels; %.3f can",
              share,
              reached * share / wanted));
    }
    int low = 0;
    int high = thresholds.length;
    for (int i = 0; i < HALVINGS && low < high; i++) {
      int middle = (low + high) / 2;
      double threshold =
          middle == thresholds.length ? Double.POSITIVE_INFINITY : thresholds[middle];
      if (Cost.of(without(threshold), spec).gflops() > wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return without(high == thresholds.length ? Double.POSITIVE_INFINITY : thresholds[high]);
  }

  private Graph without(double threshold) {
    Set<Integer> cut = new HashSet<>();
    for (List<Ranked> family : families) {
      take(family, (int) family.stream().filter(r -> r.importance() < threshold).count(), cut);
    }
    return new PruneChannels(cut).apply(graph);
  }

  private static void take(List<Ranked> family, int wanted, Set<Integer> cut) {
    int kept = Math.max(STEP, (family.size() - wanted + STEP - 1) / STEP * STEP);
    family.stream()
        .limit(Math.max(0, family.size() - kept))
        .forEach(ranked -> cut.add(ranked.unit().channel()));
  }
}
