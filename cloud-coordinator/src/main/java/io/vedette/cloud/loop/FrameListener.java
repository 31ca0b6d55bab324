package io.vedette.cloud.loop;

import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.machine.ControlLoop;

/** Tells the control loop of accepted frames and verdicts. */
public final class FrameListener implements Escalations.Listener {

  private final ControlLoop loop;
  private final DeploymentLoops loops;

  public FrameListener(ControlLoop loop, DeploymentLoops loops) {
    this.loop = loop;
    this.loops = loops;
  }

  @Override
  public void accepted(AcceptedEscalation escalation) {
    loop.changes().changed();
  }

  @Override
  public void settled(AcceptedEscalation escalation) {
    loop.change(
        "a verdict",
        () -> loops.all().forEach(deployment -> deployment.stages().distillations().framesCame()));
  }
}
