package io.vedette.federated.train.report;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.train.EpochReport;
import io.vedette.federated.train.TrainingListener;
import io.vedette.federated.train.TrainingProgress;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One file of a report; it hears what a {@link TrainingListener} hears, and may fail. */
interface ReportFile {

  default void onStart(List<EpochReport> before, Dataset shown)
      throws IOException, DetectorException {}

  default void onStep(TrainingProgress progress) throws IOException, DetectorException {}

  default void onEpoch(List<EpochReport> history, @Nullable Graph better)
      throws IOException, DetectorException {}

  default void onEnd() throws IOException, DetectorException {}
}
