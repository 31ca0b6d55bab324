package io.vedette.cloud;

import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.distillation.DistillationEvent;
import io.vedette.cloud.distillation.Distillations;
import io.vedette.cloud.distillation.DistillerEvents;
import io.vedette.cloud.distillation.DistillerSession;
import io.vedette.cloud.machine.ChangeSignal;
import io.vedette.cloud.machine.ControlLoop;
import java.time.InstantSource;

/** Takes what distillers say to the control loop. */
final class DistillerDesk implements DistillerEvents {

  private final ControlLoop loop;
  private final Distillations distillations;
  private final InstantSource clock;
  private final ChangeSignal changes;

  DistillerDesk(
      ControlLoop loop, Distillations distillations, InstantSource clock, ChangeSignal changes) {
    this.loop = loop;
    this.distillations = distillations;
    this.clock = clock;
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
  public void progressed(DistillerSession session, String jobId, Distillation.Progress progress) {
    run(
        "a distiller's progress",
        () ->
            distillations.post(
                jobId, new DistillationEvent.Progressed(session.workerId(), progress)));
  }

  @Override
  public void finished(DistillerSession session, String jobId, Distillation.Outcome outcome) {
    run(
        "a distiller's result",
        () -> {
          distillations.post(jobId, new DistillationEvent.Finished(session.workerId(), outcome));
          distillations.seekWorker();
        });
  }

  @Override
  public void failed(DistillerSession session, String jobId, String why, boolean retry) {
    run(
        "a distiller's failure",
        () -> {
          distillations.post(
              jobId,
              new DistillationEvent.WorkFailed(session.workerId(), why, retry, clock.millis()));
          distillations.seekWorker();
        });
  }
}
