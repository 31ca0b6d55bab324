package io.vedette.federated.compress.job;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.Cost;
import io.vedette.federated.compress.exchange.ReluForSilu;
import io.vedette.federated.compress.prune.GraphExpense;
import io.vedette.federated.compress.prune.ImportanceData;
import io.vedette.federated.compress.prune.Importances;
import io.vedette.federated.compress.prune.PruningPlan;

/**
 * Cuts channels out of a detector.
 *
 * @param importance ranks the channels
 * @param evidence labelled pictures, for rankings that need them
 * @param share of the expense that may stay, 0 to 1
 * @param expense what the share is of
 * @param relu whether ReLU then replaces SiLU and HardSwish
 */
public record PruningJob(
    Importances importance,
    ImportanceData evidence,
    double share,
    GraphExpense expense,
    boolean relu) {

  /** The graph that is left, and what both take. */
  public record Pruned(Graph graph, Cost before, Cost after) {}

  /**
   * @param graph in training form
   */
  public Pruned run(Graph graph, DetectorSpec spec) throws DetectorException {
    Graph cut = PruningPlan.of(graph, importance, evidence).keeping(share, expense, spec);
    Graph pruned = relu ? new ReluForSilu().apply(cut) : cut;
    return new Pruned(pruned, Cost.of(graph, spec), Cost.of(pruned, spec));
  }
}
