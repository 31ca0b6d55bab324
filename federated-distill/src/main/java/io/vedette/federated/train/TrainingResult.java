package io.vedette.federated.train;

import io.vedette.detector.graph.Graph;
import io.vedette.federated.Weights;
import java.util.List;

/**
 * The result of a training.
 *
 * @param graph the base graph with the averaged weights, those of the best epoch where a validation
 *     set shows which that is
 * @param weights the same weights by name
 * @param examples pictures in the dataset
 * @param planned epochs that were asked for; fewer were run when patience ended
 * @param epochs what happened, one report per epoch
 * @param seconds all of it took
 */
public record TrainingResult(
    Graph graph,
    Weights weights,
    long examples,
    int planned,
    List<EpochReport> epochs,
    double seconds) {

  public TrainingResult {
    epochs = List.copyOf(epochs);
  }

  /** Whether the stopping rule ended it before the last epoch. */
  public boolean stoppedEarly() {
    return epochs.size() < planned;
  }

  /** Mean loss of the first epoch. */
  public double lossBefore() {
    return epochs.get(0).loss().total();
  }

  /** Mean loss of the last epoch. */
  public double lossAfter() {
    return epochs.get(epochs.size() - 1).loss().total();
  }
}
