package io.vedette.federated.worker;

import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.learn.TrainingObserver;
import io.vedette.federated.train.EpochReport;
import io.vedette.federated.train.TrainingProgress;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports a training as a job's {@link Progress}. */
final class JobObserver implements TrainingObserver {

  private static final Logger log = LoggerFactory.getLogger(JobObserver.class);

  private final JobProgress progress;

  JobObserver(JobProgress progress) {
    this.progress = progress;
  }

  /** Stopping is up to whoever hears of the progress. */
  @Override
  public void check() {}

  @Override
  public IntConsumer progress(String what, int total) {
    progress.plan(what, total).begin(what);
    return done -> progress.looked();
  }

  @Override
  public void message(String line) {
    log.info("{}", line);
  }

  @Override
  public void on(TrainingProgress step) {}

  @Override
  public void onStart(List<EpochReport> before, Dataset shown) {
    progress.onStart(before, shown);
  }

  @Override
  public void onStep(TrainingProgress step) {
    progress.onStep(step);
  }

  @Override
  public void onEpoch(List<EpochReport> history, @Nullable Graph better) {
    progress.onEpoch(history, better);
  }
}
