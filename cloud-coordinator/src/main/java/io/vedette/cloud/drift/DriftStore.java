package io.vedette.cloud.drift;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Keeps the state of watches: a row for each series, and one of what was found. */
public interface DriftStore {

  /**
   * A series.
   *
   * @param state of its detector
   */
  record Row(
      String deployment,
      DriftSeries series,
      String camera,
      String version,
      String teacher,
      ChangeDetector.State state) {

    /** Its key among those of all deployments. */
    public String key() {
      return String.join("\n", deployment, series.name(), camera, version, teacher);
    }
  }

  /**
   * What was found in a deployment.
   *
   * @param revision of the deployment that was watched
   * @param drifts newest first
   */
  record Found(String deployment, int revision, List<Drift> drifts) {
    public Found {
      drifts = List.copyOf(drifts);
    }
  }

  /** What was found in a deployment; empty: it was never watched. */
  Optional<Found> found(String deployment);

  /** The series of a deployment. */
  List<Row> rows(String deployment);

  /** Writes all of these together; completes when they are durable. */
  CompletableFuture<Void> write(Found found, Collection<Row> changed, Collection<String> removed);

  /** Removes everything of a deployment; completes when that is durable. */
  CompletableFuture<Void> forget(String deployment);
}
