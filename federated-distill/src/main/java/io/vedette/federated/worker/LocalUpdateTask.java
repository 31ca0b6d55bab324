package io.vedette.federated.worker;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.WeightsFile;
import io.vedette.federated.train.DetectorTrainer;
import io.vedette.federated.train.FineTuningRate;
import io.vedette.federated.train.ProgressListener;
import io.vedette.federated.train.RunFolder;
import io.vedette.federated.train.TrainingOptions;
import io.vedette.federated.train.TrainingResult;
import io.vedette.federated.train.example.Batches;
import java.io.IOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a {@link LocalUpdateJob}: the base graph fine-tuned on the agent's own verdicts, from the
 * job's checkpoint where there is one.
 */
final class LocalUpdateTask {

  private static final Logger log = LoggerFactory.getLogger(LocalUpdateTask.class);

  private LocalUpdateTask() {}

  static LocalUpdateResult run(LocalUpdateJob job, Consumer<Progress> listener)
      throws DetectorException, IOException, InterruptedException {
    JobProgress progress = new JobProgress(listener);
    Graph base = Graph.readArtifact(job.base());
    Dataset data = JobPictures.open(job.dataset());
    progress.planTraining(job.epochs(), Batches.count(data.samples().size(), job.batch()));
    TrainingOptions options =
        TrainingOptions.fineTuning(
            job.epochs(), job.batch(), FineTuningRate.of(job.learningRate(), base), job.seed());
    TrainingResult result =
        new DetectorTrainer(options)
            .into(RunFolder.unattended(job.output(), log::warn), true)
            .identifiedBy(JobDigest.of(job, data))
            .followedBy(progress)
            .train(base, data, ProgressListener.SILENT);
    WeightsFile.write(job.update(), result.weights());
    return new LocalUpdateResult(
        result.examples(), result.lossBefore(), result.lossAfter(), result.seconds());
  }
}
