package io.vedette.edge.show;

import io.vedette.detector.evaluate.AccuracySequences.Estimate;
import io.vedette.edge.escalate.audit.FieldAccuracy;
import io.vedette.edge.event.EventStatus;
import io.vedette.edge.outbox.OutboxCounts;
import io.vedette.edge.pipeline.PipelineStatus;
import io.vedette.edge.status.AgentStatus;
import io.vedette.edge.status.AgentStatus.EscalationEntry;
import io.vedette.edge.status.AgentStatus.StudentEntry;
import io.vedette.edge.status.CloudStatus;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** An agent's status as Prometheus text. */
final class AgentMetrics {

  private final StringBuilder text = new StringBuilder();
  private final AgentStatus status;

  private AgentMetrics(AgentStatus status) {
    this.status = status;
  }

  static String of(AgentStatus status, CloudStatus cloud) {
    AgentMetrics metrics = new AgentMetrics(status);
    metrics.cameras();
    metrics.escalation(status.escalation());
    metrics.cloud(cloud);
    EventStatus events = status.events();
    if (events != null) {
      metrics.events(events);
    }
    status.escalation().escalator().accuracy().forEach(metrics::accuracy);
    status.students().forEach(metrics::student);
    return metrics.text.toString();
  }

  private void cameras() {
    perCamera("vedette_camera_frames_total", c -> c.frames());
    perCamera("vedette_camera_up", c -> c.camera().state().isWell() ? 1 : 0);
    perCamera("vedette_camera_frame_age_seconds", c -> c.camera().age().toMillis() / 1000.0);
    perCamera("vedette_camera_hung_readers", c -> c.camera().counts().hung());
    perCamera("vedette_camera_dropped_total", c -> c.camera().counts().dropped());
    perCamera("vedette_camera_corrupt_total", c -> c.camera().counts().corrupt());
    perCamera("vedette_camera_damaged", c -> c.camera().damaged() ? 1 : 0);
    perCamera("vedette_camera_reconnects_total", c -> c.camera().counts().reconnects());
    perCamera("vedette_camera_still_total", c -> c.still());
    perCamera("vedette_camera_inference_seconds", c -> c.inferenceMillis() / 1000);
    perCamera("vedette_camera_errors_total", c -> c.errors());
    perCamera("vedette_camera_fps", c -> c.times().fps());
    perCamera("vedette_camera_latency_p50_ms", c -> c.times().latencyP50Millis());
    perCamera("vedette_camera_latency_p95_ms", c -> c.times().latencyP95Millis());
    perCamera("vedette_camera_swap_gap_ms", c -> c.times().swapGapMillis());
    List<String> unassigned = status.assignment().unassigned();
    perCamera(
        "vedette_camera_without_deployment", c -> unassigned.contains(c.camera().id()) ? 1 : 0);
  }

  private void perCamera(String name, ToDoubleFunction<PipelineStatus> value) {
    for (PipelineStatus camera : status.cameras()) {
      line(name + "{camera=\"" + camera.camera().id() + "\"}", value.applyAsDouble(camera));
    }
  }

  private void escalation(EscalationEntry escalation) {
    OutboxCounts counts = escalation.outbox().counts();
    line("vedette_escalated_total", counts.escalated());
    line("vedette_audits_total", counts.audits());
    line("vedette_verdicts_total", counts.verdicts());
    line("vedette_rejected_total", counts.rejected());
    line("vedette_evicted_total", counts.evicted());
    line("vedette_outbox_torn_total", counts.torn());
    line("vedette_outbox_frames", escalation.outbox().waitingFrames());
    line("vedette_outbox_bytes", escalation.outbox().waitingBytes());
    line("vedette_escalation_not_kept_total", escalation.escalator().notKept());
  }

  private void cloud(CloudStatus cloud) {
    line("vedette_cloud_connected", cloud.isConnected() ? 1 : 0);
    line("vedette_breaker_open", cloud.breaker().isOpen() ? 1 : 0);
    line("vedette_breaker_opened_total", cloud.breaker().opened());
    line("vedette_unanswered_total", cloud.breaker().unanswered());
  }

  private void events(EventStatus events) {
    line("vedette_events_total", events.written());
    line("vedette_events_not_kept_total", events.notKept());
    line("vedette_events_bytes", events.bytesOnDisk());
  }

  /** Recall, precision and F1 of a version on a camera, with intervals that hold at all times. */
  private void accuracy(FieldAccuracy.Row row) {
    String labels = "camera=\"" + row.cameraId() + "\",model=\"" + row.modelDigest() + "\"";
    line("vedette_audited_frames{" + labels + "}", row.audits());
    estimate("vedette_audited_recall", labels, row.recall());
    estimate("vedette_audited_precision", labels, row.precision());
    estimate("vedette_audited_f1", labels, row.f1());
  }

  private void estimate(String name, String labels, Estimate estimate) {
    line(name + "{" + labels + ",bound=\"estimate\"}", estimate.value());
    line(name + "{" + labels + ",bound=\"low\"}", estimate.low());
    line(name + "{" + labels + ",bound=\"high\"}", estimate.high());
  }

  private void student(StudentEntry student) {
    String label = "deployment=\"" + student.deployment() + "\"";
    line("vedette_replay_examples{" + label + "}", student.examples());
    line("vedette_student_dropped_answers_total{" + label + "}", student.droppedAnswers());
    for (String runsOn : student.runsOn()) {
      String quoted = runsOn.replace("\\", "\\\\").replace("\"", "\\\"");
      line("vedette_student_info{" + label + ",runs_on=\"" + quoted + "\"}", 1);
    }
  }

  private void line(String name, double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    text.append(name)
        .append(' ')
        .append(whole ? Long.toString((long) value) : String.format(Locale.ROOT, "%.3f", value))
        .append('\n');
  }
}
