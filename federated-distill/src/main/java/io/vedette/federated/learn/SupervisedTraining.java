package io.vedette.federated.learn;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.train.DetectorTrainer;
import io.vedette.federated.train.TrainingOptions;
import io.vedette.federated.train.TrainingResult;
import io.vedette.federated.train.fewshot.FewShot;
import io.vedette.federated.train.fewshot.OldClassDistillation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training on labelled pictures.
 *
 * @param start the network
 * @param options chosen for the network as it starts
 * @param rounding whether the network is rounded while it learns
 * @param labels how many labels count; the pictures of a part are repeated until an epoch is as
 *     long as with all
 * @param newLabels whether the network is taught labels that it does not have; null if not
 */
public record SupervisedTraining(
    NetworkStart start,
    OptionsByNetwork options,
    QuantizeAwareTraining rounding,
    LabelledFraction labels,
    @Nullable NewLabels newLabels) {

  /** Chooses the options of a training. */
  @FunctionalInterface
  public interface OptionsByNetwork {
    TrainingOptions of(Graph start);
  }

  /**
   * Teaching of labels that a network does not have.
   *
   * @param replay datasets of the labels it has, seen as often; may be empty
   */
  public record NewLabels(List<Path> replay) {
    public NewLabels {
      replay = List.copyOf(replay);
    }
  }

  /**
   * Trains, and leaves the results in the session's folder.
   *
   * @throws DetectorException when a picture cannot be read, or the data has labels that the
   *     network does not have and is not to learn
   */
  public TrainingResult run(TrainingData all, TrainingSession session)
      throws DetectorException, IOException, InterruptedException {
    TrainingData data = labelled(all);
    Graph network =
        rounding.prepare(
            start.graph(data.trained().labels()), data.trained(), session.observer()::check);
    Dataset pictures = FewShot.withLabelsOf(network, data.trained());
    Map<String, Object> described =
        Map.of("start", start.description(), "labelled share", labels.share());
    DetectorTrainer trainer = session.trainer(options.of(network), data.measured(), described);
    TrainingResult result =
        newLabels == null
            ? train(trainer, network, pictures, session)
            : extend(trainer, network, pictures, newLabels, session);
    rounding.export(result.graph(), session.folder());
    return result;
  }

  private TrainingData labelled(TrainingData all) {
    return labels.share() == 1
        ? all
        : new TrainingData(labels.of(all.trained()).repeated(), all.measured());
  }

  private TrainingResult train(
      DetectorTrainer trainer, Graph network, Dataset pictures, TrainingSession session)
      throws DetectorException, InterruptedException {
    List<String> unknown = FewShot.unknown(network, pictures);
    if (!unknown.isEmpty()) {
      throw new DetectorException(
          pictures.name()
              + ": "
              + start.description()
              + " does not know "
              + unknown
              + "; rename them, or teach them with --add-labels");
    }
    return trainer.train(network, pictures, session.observer());
  }

  private static TrainingResult extend(
      DetectorTrainer trainer,
      Graph network,
      Dataset pictures,
      NewLabels newLabels,
      TrainingSession session)
      throws DetectorException, InterruptedException {
    Dataset old =
        newLabels.replay().isEmpty()
            ? null
            : TrainingData.join(newLabels.replay(), path -> Datasets.open(path, null));
    FewShot extended =
        FewShot.of(
            network,
            pictures,
            old,
            session.stoppable("looking for what it knows", pictures.samples().size()));
    try (OldClassDistillation memory = new OldClassDistillation(network)) {
      return trainer.with(memory).train(extended.graph(), extended.data(), session.observer());
    }
  }
}
