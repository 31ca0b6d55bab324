package io.vedette.cloud.history.source;

import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.fleet.Heartbeat;
import io.vedette.cloud.fleet.Heartbeat.CameraStatus;
import io.vedette.cloud.fleet.Heartbeat.EscalationStatus;
import io.vedette.cloud.history.FigureHistory;
import io.vedette.cloud.history.HistoryScope;
import io.vedette.cloud.history.Measure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a device did between two heartbeats. Agents count since their process started, and bytes
 * since their outbox was made: a count that is lower than before began anew. The first heartbeat of
 * a session tells nothing, because the one before it is not known.
 */
public final class HeartbeatMeter implements Fleet.BeatListener {

  private final FigureHistory history;

  public HeartbeatMeter(FigureHistory history) {
    this.history = history;
  }

  @Override
  public void beat(Device before, Device after) {
    Heartbeat now = after.heartbeat();
    if (now == null) {
      return;
    }
    Heartbeat earlier = before.heartbeat();
    Map<String, CameraStatus> cameras = new HashMap<>();
    if (earlier != null) {
      earlier.cameras().forEach(camera -> cameras.put(camera.cameraId(), camera));
    }
    for (CameraStatus camera : now.cameras()) {
      Optional<HistoryScope> deployment =
          after.assignment().of(camera.cameraId()).map(HistoryScope::deployment);
      CameraStatus last = cameras.get(camera.cameraId());
      if (last != null) {
        add(after, deployment, Measure.FRAMES, grown(last.frames(), camera.frames()));
      }
      if (camera.latencyP50Ms() > 0) {
        add(after, deployment, Measure.LATENCY_P50, camera.latencyP50Ms());
        add(after, deployment, Measure.LATENCY_P95, camera.latencyP95Ms());
      }
    }
    budget(after, earlier, now);
  }

  /** The outbox is the device's: it counts for each deployment that has cameras of it. */
  private void budget(Device device, @Nullable Heartbeat earlier, Heartbeat now) {
    if (earlier == null || now.uptimeMs() <= earlier.uptimeMs()) {
      return;
    }
    EscalationStatus escalation = now.escalation();
    double allowed = escalation.budgetBps() * (now.uptimeMs() - earlier.uptimeMs()) / 1_000;
    double sent = 8.0 * grown(earlier.escalation().bytes(), escalation.bytes());
    add(device, Optional.empty(), Measure.SENT_BITS, sent);
    add(device, Optional.empty(), Measure.ALLOWED_BITS, allowed);
    for (String name : device.assignment().deployments()) {
      HistoryScope deployment = HistoryScope.deployment(name);
      history.add(deployment, Measure.SENT_BITS, sent);
      history.add(deployment, Measure.ALLOWED_BITS, allowed);
    }
  }

  private void add(
      Device device, Optional<HistoryScope> deployment, Measure measure, double value) {
    history.add(HistoryScope.FLEET, measure, value);
    history.add(HistoryScope.device(device.agentId()), measure, value);
    deployment.ifPresent(scope -> history.add(scope, measure, value));
  }

  private static long grown(long before, long after) {
    return after >= before ? after - before : after;
  }
}
