package io.vedette.federated.learn;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.federated.train.DetectorTrainer;
import io.vedette.federated.train.RunFolder;
import io.vedette.federated.train.TrainingOptions;
import io.vedette.federated.train.report.RunReport;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a training leaves its work, and who hears of it.
 *
 * @param folder gets {@code training.onnx}, a runnable form, {@code config.json}, the history and a
 *     checkpoint of every epoch
 * @param resume whether to continue from the folder's checkpoint, if there is one
 * @param config what the caller adds to {@code config.json}
 */
public record TrainingSession(
    Path folder, boolean resume, Map<String, Object> config, TrainingObserver observer) {

  public TrainingSession {
    config = Map.copyOf(config);
  }

  /** A trainer that leaves its work in the folder. */
  DetectorTrainer trainer(
      TrainingOptions options, @Nullable Dataset measured, Map<String, Object> described)
      throws DetectorException {
    RunFolder run = RunFolder.at(folder);
    Map<String, Object> all = new TreeMap<>(described);
    all.putAll(config);
    all.put("options", options);
    run.describe(all);
    DetectorTrainer trainer =
        new DetectorTrainer(options)
            .into(run, resume)
            .followedBy(observer)
            .followedBy(RunReport.in(folder));
    return measured == null ? trainer : trainer.validateOn(measured);
  }

  /** Progress over pictures, which stops when the observer wants to. */
  IntConsumer stoppable(String what, int total) {
    IntConsumer progress = observer.progress(what, total);
    return done -> {
      observer.check();
      progress.accept(done);
    };
  }
}
