package io.vedette.edge.show;

import io.vedette.edge.camera.CameraStatus;
import io.vedette.edge.pipeline.MotionStatus;
import io.vedette.edge.pipeline.PipelineStatus;
import io.vedette.edge.status.AgentStatus;
import io.vedette.edge.status.AgentStatus.StudentEntry;
import io.vedette.edge.status.CloudStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * An agent's health. The coordinator's absence does not count as ill.
 *
 * @param healthy every camera streams or has ended, and no student hangs
 * @param live no student hangs; only a restart ends that
 * @param ready at least one camera is answered
 * @param lines one for each part, such as "camera left: streaming"
 */
record Health(boolean healthy, boolean live, boolean ready, List<String> lines) {

  static Health of(AgentStatus status, CloudStatus cloud) {
    List<PipelineStatus> cameras = status.cameras();
    boolean live = cameras.stream().noneMatch(PipelineStatus::hangs);
    boolean healthy = live && cameras.stream().allMatch(c -> c.camera().state().isWell());
    boolean ready = cameras.stream().anyMatch(PipelineStatus::answers);
    return new Health(healthy, live, ready, lines(status, cloud));
  }

  private static List<String> lines(AgentStatus status, CloudStatus cloud) {
    List<String> lines = new ArrayList<>();
    status.cameras().forEach(camera -> lines.add(line(camera)));
    status.students().forEach(student -> lines.add(line(student)));
    status
        .escalation()
        .escalator()
        .inForce()
        .forEach(
            (deployment, settings) ->
                lines.add("escalation of " + deployment + ": " + settings.words()));
    status
        .assignment()
        .unassigned()
        .forEach(camera -> lines.add("camera " + camera + " belongs to no deployment"));
    lines.addAll(status.assignment().problems());
    lines.add("cloud: " + cloud.state());
    lines.add(
        "breaker: %s, %d frames unanswered in time"
            .formatted(cloud.breaker().position(), cloud.breaker().unanswered()));
    lines.add(
        "outbox: %d frames, %d bytes, %d could not be kept"
            .formatted(
                status.escalation().outbox().waitingFrames(),
                status.escalation().outbox().waitingBytes(),
                status.escalation().escalator().notKept()));
    if (!cloud.complaint().isEmpty()) {
      lines.add("trust: " + cloud.complaint());
    }
    return List.copyOf(lines);
  }

  private static String line(StudentEntry student) {
    return "student %s: %s on %s, cameras %s"
        .formatted(
            student.deployment(),
            student.installed().words(),
            student.runsOn().isEmpty() ? "nothing yet" : String.join("; ", student.runsOn()),
            String.join(", ", student.cameras()));
  }

  private static String words(MotionStatus motion) {
    if (motion.problem().isEmpty()) {
      return "";
    }
    return ", "
        + (motion.closed() ? "masks" : "zones")
        + " cannot be placed: "
        + motion.problem()
        + (motion.closed() ? "; nothing is escalated, recorded or learnt" : "");
  }

  static String line(PipelineStatus status) {
    CameraStatus camera = status.camera();
    return "camera "
        + camera.id()
        + ": "
        + camera.state().label()
        + (camera.error().isEmpty() ? "" : ", " + camera.error())
        + (camera.decoder().isEmpty() ? "" : ", decoded by " + camera.decoder())
        + (camera.damaged() ? ", damaged frames are answered" : "")
        + (status.motion().moving() ? ", the camera moves" : "")
        + words(status.motion())
        + (status.telemetry().words().isEmpty() ? "" : ", " + status.telemetry().words())
        + (status.hangs() ? ", its student hangs" : "");
  }
}
