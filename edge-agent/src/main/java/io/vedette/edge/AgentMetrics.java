package io.vedette.edge;

import io.vedette.edge.escalate.audit.FieldAccuracy;
import io.vedette.edge.link.AgentStatus;
import io.vedette.edge.link.AgentStatus.CameraVitals;
import io.vedette.edge.link.BreakerStatus;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** An agent's vitals as Prometheus text. */
final class AgentMetrics {

  private final StringBuilder text = new StringBuilder();
  private final AgentStatus vitals;

  private AgentMetrics(AgentStatus vitals) {
    this.vitals = vitals;
  }

  static String of(Agent agent) {
    AgentMetrics metrics = new AgentMetrics(agent.vitals());
    metrics.cameras();
    metrics.escalation();
    metrics.gauge("vedette_cloud_connected", agent.cloudState().equals("connected") ? 1 : 0);
    BreakerStatus breaker = agent.breaker();
    metrics.gauge("vedette_breaker_open", breaker.isOpen() ? 1 : 0);
    metrics.gauge("vedette_breaker_opened_total", breaker.opened());
    metrics.gauge("vedette_unanswered_total", breaker.unanswered());
    metrics.gauge("vedette_escalation_passed_over_total", agent.passedOver());
    EventHandler events = agent.events();
    if (events != null) {
      metrics.gauge("vedette_events_total", events.written());
      metrics.gauge("vedette_events_passed_over_total", events.passedOver());
      metrics.gauge("vedette_events_bytes", events.bytesOnDisk());
    }
    agent.accuracy().forEach(metrics::accuracy);
    agent.runsOn().forEach(metrics::student);
    metrics.gauge("vedette_student_dropped_answers_total", agent.droppedAnswers());
    return metrics.text.toString();
  }

  private void student(String runsOn) {
    String quoted = runsOn.replace("\\", "\\\\").replace("\"", "\\\"");
    line("vedette_student_info{runs_on=\"" + quoted + "\"}", 1);
  }

  /** What audits say of a version on a camera, with the interval that holds at all times. */
  private void accuracy(FieldAccuracy.Row row) {
    String of = "camera=\"" + row.cameraId() + "\",model=\"" + row.modelDigest() + "\"";
    line("vedette_audited_frames{" + of + "}", row.audits());
    estimate("vedette_audited_recall", of, row.recall());
    estimate("vedette_audited_precision", of, row.precision());
  }

  private void estimate(String name, String of, FieldAccuracy.Estimate estimate) {
    line(name + "{" + of + ",bound=\"estimate\"}", estimate.value());
    line(name + "{" + of + ",bound=\"low\"}", estimate.low());
    line(name + "{" + of + ",bound=\"high\"}", estimate.high());
  }

  private void cameras() {
    perCamera("vedette_camera_frames_total", c -> c.pipeline().frames());
    perCamera("vedette_camera_up", c -> c.camera().state().isWell() ? 1 : 0);
    perCamera("vedette_camera_frame_age_seconds", c -> c.camera().age().toMillis() / 1000.0);
    perCamera("vedette_camera_hung_readers", c -> c.camera().hung());
    perCamera("vedette_camera_dropped_total", c -> c.camera().dropped());
    perCamera("vedette_camera_corrupt_total", c -> c.camera().corrupt());
    perCamera("vedette_camera_reconnects_total", c -> c.camera().reconnects());
    perCamera("vedette_camera_still_total", c -> c.pipeline().still());
    perCamera("vedette_camera_looking_seconds", c -> c.pipeline().lookingMillis() / 1000);
    perCamera("vedette_camera_errors_total", c -> c.pipeline().errors());
    perCamera("vedette_camera_fps", c -> c.pipeline().fps());
    perCamera("vedette_camera_latency_p50_ms", c -> c.pipeline().latencyP50Millis());
    perCamera("vedette_camera_latency_p95_ms", c -> c.pipeline().latencyP95Millis());
    perCamera("vedette_camera_swap_gap_ms", c -> c.pipeline().swapGapMillis());
  }

  private void escalation() {
    gauge("vedette_escalated_total", vitals.outbox().escalated());
    gauge("vedette_audits_total", vitals.outbox().audits());
    gauge("vedette_verdicts_total", vitals.outbox().verdicts());
    gauge("vedette_rejected_total", vitals.outbox().rejected());
    gauge("vedette_evicted_total", vitals.outbox().evicted());
    gauge("vedette_outbox_torn_total", vitals.outbox().torn());
    gauge("vedette_outbox_frames", vitals.waitingFrames());
    gauge("vedette_outbox_bytes", vitals.waitingBytes());
    gauge("vedette_replay_examples", vitals.replayExamples());
  }

  private void perCamera(String name, ToDoubleFunction<CameraVitals> value) {
    for (CameraVitals camera : vitals.cameras()) {
      line(name + "{camera=\"" + camera.camera().id() + "\"}", value.applyAsDouble(camera));
    }
  }

  private void gauge(String name, double value) {
    line(name, value);
  }

  private void line(String name, double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    text.append(name)
        .append(' ')
        .append(whole ? Long.toString((long) value) : String.format(Locale.ROOT, "%.3f", value))
        .append('\n');
  }
}
