package io.vedette.cloud.worker;

import io.vedette.federated.worker.Progress;
import io.vedette.proto.v1.Artifact;
import io.vedette.proto.v1.DistillFailure;
import io.vedette.proto.v1.DistillProgress;
import io.vedette.proto.v1.DistillStage;
import io.vedette.proto.v1.DistillerMessage;
import io.vedette.wire.EnumLabels;
import io.vedette.wire.TextBound;
import java.util.function.Consumer;

/**
 * The reports on one attempt. Its steps only grow: every file fetched, every stage begun and every
 * step of the training counts. Safe for use by several threads.
 */
final class AttemptReports {

  /** Least time between two reports of fetched files. */
  private static final long PAUSE_NANOS = 1_000_000_000L;

  private static final EnumLabels<DistillStage> STAGES = EnumLabels.of(DistillStage.class);
  private static final TextBound WHY =
      TextBound.of(DistillFailure.getDescriptor(), DistillFailure.WHY_FIELD_NUMBER);

  private final JobAttempt attempt;
  private final Consumer<DistillerMessage> send;

  /** The last report. */
  private DistillProgress last;

  private String stage = "";
  private long stages;
  private long fetched;
  private long reportedAt;

  AttemptReports(JobAttempt attempt, Consumer<DistillerMessage> send) {
    this.attempt = attempt;
    this.send = send;
    this.last =
        DistillProgress.newBuilder().setJobId(attempt.jobId()).setAttempt(attempt.number()).build();
  }

  /** Another file is here. */
  synchronized void fetched() {
    fetched++;
    enter("fetching");
    if (System.nanoTime() - reportedAt >= PAUSE_NANOS) {
      report(last.toBuilder().setStage(STAGES.value(stage)).setSteps(fetched + stages).build());
    }
  }

  /** The training process made progress. */
  synchronized void trained(Progress progress) {
    enter(progress.stage());
    long before = fetched + stages;
    DistillProgress.Builder next =
        last.toBuilder()
            .setStage(STAGES.value(stage))
            .setEpoch(progress.epoch())
            .clearEpochs()
            .clearLoss()
            .setSteps(before + progress.steps())
            .clearStepsTotal();
    if (progress.epochs() > 0) {
      next.setEpochs(progress.epochs());
    }
    if (!Double.isNaN(progress.loss())) {
      next.setLoss(progress.loss());
    }
    if (progress.stepsTotal() > 0) {
      next.setStepsTotal(before + progress.stepsTotal());
    }
    if (progress.epochSeconds() > 0) {
      next.setEpochMs(Math.round(progress.epochSeconds() * 1e3));
    }
    report(next.build());
  }

  /** A stage of the worker's own begins. */
  synchronized void begin(String name) {
    if (!stage.equals(name)) {
      enter(name);
      report(last.toBuilder().setStage(STAGES.value(stage)).setSteps(last.getSteps() + 1).build());
    }
  }

  private void enter(String name) {
    if (!stage.equals(name)) {
      stage = name;
      stages++;
    }
  }

  /** The coordinator has a newer checkpoint. */
  synchronized void checkpoint(Artifact file, int epoch) {
    send.accept(
        DistillerMessage.newBuilder()
            .setProgress(last.toBuilder().setCheckpoint(file).setCheckpointEpoch(epoch))
            .build());
  }

  private void report(DistillProgress next) {
    reportedAt = System.nanoTime();
    last = next;
    send.accept(DistillerMessage.newBuilder().setProgress(next).build());
  }

  /** The last message about an attempt that failed. */
  DistillerMessage failure(String why, boolean retry) {
    return DistillerMessage.newBuilder()
        .setFailure(
            DistillFailure.newBuilder()
                .setJobId(attempt.jobId())
                .setAttempt(attempt.number())
                .setWhy(WHY.fit(why))
                .setRetry(retry))
        .build();
  }
}
