package io.vedette.cloud.history.source;

import io.vedette.cloud.audit.AccuracyRow;
import io.vedette.cloud.audit.DeploymentAccuracy;
import io.vedette.cloud.history.FigureHistory;
import io.vedette.cloud.history.HistoryScope;
import io.vedette.cloud.history.Measure;
import io.vedette.cloud.loop.DeploymentLoop;
import io.vedette.cloud.loop.DeploymentLoops;
import io.vedette.detector.evaluate.AccuracySequences.Estimate;

/** Samples the field accuracy of each deployment, with its interval: of the series audited last. */
public final class AccuracyMeter implements FigureHistory.LevelSource {

  private final DeploymentAccuracy accuracy;
  private final DeploymentLoops loops;

  public AccuracyMeter(DeploymentAccuracy accuracy, DeploymentLoops loops) {
    this.accuracy = accuracy;
    this.loops = loops;
  }

  @Override
  public void sample(FigureHistory history) {
    for (DeploymentLoop loop : loops.all()) {
      accuracy.latest(loop.name()).ifPresent(row -> add(history, loop.name(), row));
    }
  }

  private static void add(FigureHistory history, String deployment, AccuracyRow row) {
    HistoryScope scope = HistoryScope.deployment(deployment);
    String series = row.series().name();
    add(history, scope, Measure.PRECISION, series, row.precision());
    add(history, scope, Measure.RECALL, series, row.recall());
    add(history, scope, Measure.F1, series, row.f1());
  }

  private static void add(
      FigureHistory history, HistoryScope scope, Measure measure, String series, Estimate of) {
    history.add(scope, measure, series, of.value(), of.low(), of.high());
  }
}
