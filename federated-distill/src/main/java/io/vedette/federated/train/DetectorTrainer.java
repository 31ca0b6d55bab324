package io.vedette.federated.train;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.train.example.Examples;
import io.vedette.federated.train.head.HeadLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trains a detector graph on a dataset. The graph's spec must name its logits (see {@link
 * HeadLayout}); what is learned is found from the graph itself.
 *
 * <p>The same graph, data, options and number of threads give the same result, up to the order in
 * which the native library sums.
 */
public final class DetectorTrainer {

  private final TrainingOptions options;
  private final List<ExtraLoss> extras = new ArrayList<>();
  private @Nullable Dataset validation;
  private @Nullable RunFolder folder;
  private boolean resume;

  public DetectorTrainer(TrainingOptions options) {
    this.options = options;
  }

  /** Trains with nothing but labels. */
  public static TrainingResult train(
      Graph base, Dataset data, TrainingOptions options, ProgressListener listener)
      throws DetectorException, InterruptedException {
    return new DetectorTrainer(options).train(base, data, listener);
  }

  /** Measures every epoch on this set; the best epoch is the result. */
  public DetectorTrainer validateOn(Dataset dataset) {
    this.validation = dataset;
    return this;
  }

  /** Adds something else to go down, such as a teacher's answer. */
  public DetectorTrainer with(ExtraLoss loss) {
    extras.add(loss);
    return this;
  }

  /**
   * Leaves the best graph, a history and a checkpoint of every epoch in a folder.
   *
   * @param goOn from the folder's checkpoint, if it has one
   */
  public DetectorTrainer into(RunFolder target, boolean goOn) {
    this.folder = target;
    this.resume = goOn;
    return this;
  }

  /**
   * Trains until the last epoch is done.
   *
   * @throws DetectorException when the graph cannot be trained or a picture cannot be read
   * @throws InterruptedException when the thread is told to stop
   */
  public TrainingResult train(Graph base, Dataset data, ProgressListener listener)
      throws DetectorException, InterruptedException {
    DetectorSpec spec = SpecInference.infer(base, Hints.NONE, "the graph to train");
    Examples examples = new Examples(data, spec.input(), spec.labels(), options.cacheBytes());
    Validation check = validation == null ? null : new Validation(validation, spec);
    try (TrainingRun run = new TrainingRun(base, spec, examples, options, extras, check)) {
      RunFolder target = folder;
      if (target != null && resume) {
        target.newest().ifPresent(run::restore);
      }
      while (!run.done()) {
        boolean better = run.epoch(listener);
        if (target != null) {
          if (better) {
            target.best(run.bestGraph());
          }
          target.save(run.checkpoint());
        }
      }
      return run.result();
    }
  }
}
