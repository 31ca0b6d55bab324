package io.vedette.cloud.loop;

import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.escalation.TeacherVerdict;
import io.vedette.cloud.machine.ControlLoop;
import java.util.Set;
import java.util.TreeSet;

/** Tells the control loop and the loop of their deployment of accepted frames and verdicts. */
public final class FrameListener implements Escalations.Listener {

  private final ControlLoop loop;
  private final DeploymentLoops loops;

  public FrameListener(ControlLoop loop, DeploymentLoops loops) {
    this.loop = loop;
    this.loops = loops;
  }

  @Override
  public void accepted(AcceptedEscalation escalation) {
    loops.find(escalation.deployment()).ifPresent(of -> of.drift().accepted(escalation));
    loop.changes().changed();
  }

  @Override
  public void settled(AcceptedEscalation escalation) {
    loops.find(escalation.deployment()).ifPresent(of -> of.drift().settled(escalation));
    loop.change(
        "a verdict",
        () -> {
          loops.find(escalation.deployment()).ifPresent(of -> of.opener().saw(kinds(escalation)));
          loops.all().forEach(deployment -> deployment.stages().distillations().framesCame());
        });
  }

  /** What may be new about a frame that can be trained on. */
  private static Set<String> kinds(AcceptedEscalation escalation) {
    TeacherVerdict verdict = escalation.verdict();
    Set<String> kinds = new TreeSet<>();
    if (verdict != null && !escalation.heldOut()) {
      kinds.add("camera " + escalation.agentId() + "/" + escalation.cameraId());
      verdict.detections().forEach(box -> kinds.add("label " + box.label()));
    }
    return kinds;
  }
}
