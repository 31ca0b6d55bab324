package io.vedette.federated.worker;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.ModelFile;
import io.vedette.federated.WeightsFile;
import io.vedette.federated.train.DetectorTrainer;
import io.vedette.federated.train.TrainingOptions;
import io.vedette.federated.train.TrainingResult;
import java.io.IOException;
import java.util.function.Consumer;

/** Does a {@link LocalUpdateJob}: the base graph fine-tuned on the agent's own verdicts. */
final class LocalUpdate {

  private LocalUpdate() {}

  static LocalUpdateResult run(LocalUpdateJob job, Consumer<Progress> progress)
      throws DetectorException, IOException, InterruptedException {
    Graph base = ModelFile.readArtifact(job.base()).graph();
    Dataset data = Datasets.open(job.dataset(), null);
    TrainingOptions options =
        TrainingOptions.fineTuning(job.epochs(), job.batch(), job.learningRate(), job.seed());
    TrainingResult result = DetectorTrainer.train(base, data, options, new TrainingSteps(progress));
    WeightsFile.write(job.update(), result.weights());
    return new LocalUpdateResult(
        result.examples(), result.lossBefore(), result.lossAfter(), result.seconds());
  }
}
