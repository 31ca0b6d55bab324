package io.vedette.federated.train.report;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.train.EpochReport;
import io.vedette.federated.train.TrainingListener;
import io.vedette.federated.train.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people look at while a training runs and after it.
 *
 * <ul>
 *   <li>{@code curves.png}: loss, accuracy and learning rate over the epochs
 *   <li>{@code predictions.png}: a few pictures, as labelled and as the best student sees them
 *   <li>{@code events.out.tfevents…}: the same and more, step by step, for TensorBoard
 * </ul>
 *
 * <p>A training is worth more than its pictures: a page that cannot be written is left out from
 * then on, with a warning, and the training goes on.
 */
public final class RunReport implements TrainingListener {

  private static final Logger LOG = LoggerFactory.getLogger(RunReport.class);

  /** Drawing takes a tenth of a second, which quick epochs have not to spare. */
  private static final Duration BETWEEN_CURVES = Duration.ofSeconds(5);

  /** Predicting takes longer, and every picture makes the event file half a megabyte larger. */
  private static final Duration BETWEEN_PREDICTIONS = Duration.ofSeconds(60);

  private final List<ReportFile> pages;

  private RunReport(List<ReportFile> pages) {
    this.pages = new ArrayList<>(pages);
  }

  /** Keeps a report in a folder, which must be there. */
  public static RunReport in(Path folder) {
    Clock clock = Clock.systemUTC();
    TensorBoardFile events = new TensorBoardFile(folder, clock);
    return new RunReport(
        List.of(
            new Curves(folder, new MinimumInterval(BETWEEN_CURVES, clock)),
            new Predictions(folder, new MinimumInterval(BETWEEN_PREDICTIONS, clock), events),
            events));
  }

  @Override
  public void onStart(List<EpochReport> before, Dataset shown) {
    each(page -> page.onStart(before, shown));
  }

  @Override
  public void onStep(TrainingProgress progress) {
    each(page -> page.onStep(progress));
  }

  @Override
  public void onEpoch(List<EpochReport> history, @Nullable Graph better) {
    each(page -> page.onEpoch(history, better));
  }

  @Override
  public void onEnd() {
    each(ReportFile::onEnd);
  }

  private interface Call {
    void on(ReportFile page) throws IOException, DetectorException;
  }

  private void each(Call call) {
    for (ReportFile page : List.copyOf(pages)) {
      try {
        call.on(page);
      } catch (IOException | DetectorException | RuntimeException e) {
        drop(page, e);
      } catch (InternalError | LinkageError e) {
        drop(page, e); // how AWT says that there are no fonts, or that it is not installed
      }
    }
  }

  private void drop(ReportFile page, Throwable why) {
    pages.remove(page);
    LOG.warn("{} cannot be kept and is left out of the report: {}", page, why.toString());
  }
}
