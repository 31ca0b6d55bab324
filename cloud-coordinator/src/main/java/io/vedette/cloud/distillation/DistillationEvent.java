package io.vedette.cloud.distillation;

import io.vedette.cloud.distillation.Distillation.Checkpoint;
import io.vedette.cloud.distillation.Distillation.Outcome;
import io.vedette.cloud.distillation.Distillation.Progress;
import io.vedette.cloud.distillation.Distillation.Sets;
import io.vedette.cloud.machine.EventTime;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.VersionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to a distillation. */
public sealed interface DistillationEvent {

  /**
   * A newer round's student takes the place of one that no distiller has begun; it includes what
   * that one was made of.
   */
  record Replaced(
      String roundId,
      Artifact student,
      VersionId baseline,
      Artifact baselineTraining,
      List<String> updateIds)
      implements DistillationEvent {
    public Replaced {
      updateIds = List.copyOf(updateIds);
    }
  }

  /** There may be enough frames now. */
  record FramesCame() implements DistillationEvent {}

  /** There are not. */
  record TooFew(String why) implements DistillationEvent {}

  /** There are: the datasets are stored. */
  record Gathered(Sets sets) implements DistillationEvent {}

  /** A distiller has nothing to do. */
  record WorkerReady(String workerId, EventTime now) implements DistillationEvent {}

  /** A distiller's connection is lost. */
  record WorkerGone(String workerId, EventTime now) implements DistillationEvent {}

  /**
   * An attempt made progress.
   *
   * @param checkpoint stored here; null when there is no new one
   */
  record Progressed(
      String workerId,
      int attempt,
      Progress progress,
      @Nullable Checkpoint checkpoint,
      EventTime now)
      implements DistillationEvent {}

  /** A distiller is done; what it made is stored. */
  record Finished(String workerId, int attempt, Outcome outcome) implements DistillationEvent {}

  /** A distiller could not do it. */
  record WorkFailed(String workerId, int attempt, String why, boolean retry, EventTime now)
      implements DistillationEvent {}

  /** The gates were evaluated; the version is null when one was not passed. */
  record Judged(@Nullable VersionId version, List<GateResult> gates, String why, EventTime now)
      implements DistillationEvent {}

  /** Time has passed. */
  record Ticked(EventTime now) implements DistillationEvent {}

  /** The coordinator is back after it went down. */
  record Restarted(EventTime now) implements DistillationEvent {}

  /** A person ends it. */
  record Cancelled(String why, EventTime now) implements DistillationEvent {}
}
