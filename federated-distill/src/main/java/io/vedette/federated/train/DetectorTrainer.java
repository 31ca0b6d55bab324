package io.vedette.federated.train;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.OrderlyEnd;
import io.vedette.federated.train.example.Examples;
import io.vedette.federated.train.head.HeadLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
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
  private final List<TrainingListener> followers = new ArrayList<>();
  private @Nullable RunFolder folder;
  private boolean resume;
  private String identity = "";

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

  /** Adds a loss, such as the distance to a teacher's answer. */
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
   * Says what else the result depends on: a checkpoint belongs to trainings of the same.
   *
   * @param digest of it, such as of all pictures
   */
  public DetectorTrainer identifiedBy(String digest) {
    this.identity = digest;
    return this;
  }

  /** Lets someone follow the whole training, such as a report. */
  public DetectorTrainer followedBy(TrainingListener follower) {
    followers.add(follower);
    return this;
  }

  /**
   * Trains until the last epoch, or until the stopping rule ends it.
   *
   * @throws DivergedException when it leads nowhere; the folder keeps what was good
   * @throws RunFolderException when the folder cannot be written, or another training has it
   * @throws DetectorException when the graph cannot be trained, a picture cannot be read, or the
   *     folder's checkpoint is damaged or of another training
   * @throws InterruptedException when the thread is interrupted
   * @throws CancellationException when the process is stopped
   */
  public TrainingResult train(Graph base, Dataset data, ProgressListener listener)
      throws DetectorException, InterruptedException {
    if (options.stopping().patience() > 0 && validation == null) {
      throw new DetectorException(
          "patience needs pictures to measure on after every epoch; give some, or leave it out");
    }
    try (OrderlyEnd end = OrderlyEnd.open(() -> {})) {
      return train(base, data, listener, end);
    }
  }

  private TrainingResult train(Graph base, Dataset data, ProgressListener listener, OrderlyEnd end)
      throws DetectorException, InterruptedException {
    DetectorSpec spec = SpecInference.infer(base, Hints.NONE, "the graph to train");
    Examples examples = new Examples(data, spec.input(), spec.labels(), options.cacheBytes());
    Validation check = validation == null ? null : new Validation(validation, spec);
    Origin origin = Origin.of(identity, base, data, validation, extras, options);
    RunFolder target = folder;
    try (FolderLock lock = target == null ? null : target.lock();
        TrainingRun run = new TrainingRun(base, spec, examples, options, extras, check, end)) {
      if (target != null && resume) {
        target.newest(origin).ifPresent(run::restore);
      }
      TrainingListeners following = new TrainingListeners(followers, listener);
      following.onStart(run.history(), validation == null ? data : validation);
      try {
        while (!run.done()) {
          Graph better = epoch(run, following) ? run.bestGraph() : null;
          if (target != null) {
            if (better != null) {
              target.best(better);
            }
            target.save(run.checkpoint(origin));
          }
          following.onEpoch(run.history(), better);
        }
      } finally {
        following.onEnd();
      }
      return run.result();
    }
  }

  private boolean epoch(TrainingRun run, ProgressListener listener)
      throws DetectorException, InterruptedException {
    try {
      return run.epoch(listener);
    } catch (DivergedException e) {
      int good = run.history().size();
      throw new DivergedException(
          "epoch "
              + (good + 1)
              + " of "
              + options.epochs()
              + ": "
              + e.getMessage()
              + "; "
              + kept(good)
              + "train with a lower rate than "
              + options.rate().peak());
    }
  }

  private String kept(int good) {
    return good == 0 || folder == null
        ? ""
        : folder.training() + " is the best of the " + good + " good epochs before; ";
  }
}
