package io.vedette.cloud;

import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.distillation.DistillationEvent;
import io.vedette.cloud.distillation.Distillations;
import io.vedette.cloud.distillation.DistillerEvents;
import io.vedette.cloud.distillation.DistillerSession;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.ChangeSignal;
import io.vedette.cloud.machine.ControlLoop;
import org.jspecify.annotations.Nullable;

/** Takes what distillers say to the control loop. */
final class DistillerHandler implements DistillerEvents {

  private final ControlLoop loop;
  private final Distillations distillations;
  private final ActiveTime time;
  private final ChangeSignal changes;

  DistillerHandler(
      ControlLoop loop, Distillations distillations, ActiveTime time, ChangeSignal changes) {
    this.loop = loop;
    this.distillations = distillations;
    this.time = time;
    this.changes = changes;
  }

  private void run(String what, Runnable task) {
    loop.run(
        what,
        () -> {
          task.run();
          changes.changed();
        });
  }

  @Override
  public void joined(DistillerSession session) {
    run("a distiller joining", () -> distillations.joined(session));
  }

  @Override
  public void left(DistillerSession session) {
    run("a distiller leaving", () -> distillations.left(session));
  }

  @Override
  public void progressed(
      DistillerSession session,
      String jobId,
      int attempt,
      Distillation.Progress progress,
      Distillation.@Nullable Checkpoint checkpoint) {
    run(
        "a distiller's progress",
        () ->
            distillations.post(
                jobId,
                new DistillationEvent.Progressed(
                    session.workerId(), attempt, progress, checkpoint, time.now())));
  }

  @Override
  public void finished(
      DistillerSession session, String jobId, int attempt, Distillation.Outcome outcome) {
    run(
        "a distiller's result",
        () -> {
          distillations.post(
              jobId, new DistillationEvent.Finished(session.workerId(), attempt, outcome));
          distillations.seekWorker();
        });
  }

  @Override
  public void failed(
      DistillerSession session, String jobId, int attempt, String why, boolean retry) {
    run(
        "a distiller's failure",
        () -> {
          distillations.post(
              jobId,
              new DistillationEvent.WorkFailed(
                  session.workerId(), attempt, why, retry, time.now()));
          distillations.seekWorker();
        });
  }
}
