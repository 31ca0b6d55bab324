package io.vedette.cloud.distillation;

import io.vedette.cloud.distillation.Distillation.Outcome;
import io.vedette.cloud.distillation.Distillation.Progress;
import io.vedette.cloud.distillation.Distillation.Sets;
import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.VersionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to a distillation. */
public sealed interface DistillationEvent {

  /** There may be enough frames now. */
  record FramesCame() implements DistillationEvent {}

  /** There are not. */
  record TooFew(String why) implements DistillationEvent {}

  /** There are: the datasets are stored. */
  record Gathered(Sets sets) implements DistillationEvent {}

  /** A distiller has nothing to do. */
  record WorkerReady(String workerId, long nowMs) implements DistillationEvent {}

  /** A distiller's connection is lost. */
  record WorkerGone(String workerId, long nowMs) implements DistillationEvent {}

  /** A distiller got on. */
  record Progressed(String workerId, Progress progress) implements DistillationEvent {}

  /** A distiller is done; what it made is stored. */
  record Finished(String workerId, Outcome outcome) implements DistillationEvent {}

  /** A distiller could not do it. */
  record WorkFailed(String workerId, String why, boolean retry, long nowMs)
      implements DistillationEvent {}

  /** The gates have spoken; the version is null when it did not pass. */
  record Judged(@Nullable VersionId version, List<GateResult> gates, String why, long nowMs)
      implements DistillationEvent {}

  /** Time has passed. */
  record Ticked(long nowMs) implements DistillationEvent {}

  /** The coordinator is back after it went down. */
  record Restarted(long nowMs) implements DistillationEvent {}
}
