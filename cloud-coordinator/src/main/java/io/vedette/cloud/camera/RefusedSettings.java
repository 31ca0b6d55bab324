package io.vedette.cloud.camera;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.FeedEntry.Severity;
import io.vedette.cloud.feed.Subject;
import io.vedette.wire.camera.CameraReport;
import java.util.TreeMap;

/** Cameras whose devices refuse what is wanted of them: an alarm stands while there are any. */
final class RefusedSettings {

  private static final String ALARM = "camera-settings-refused";

  private final EventFeed feed;

  /** A line for people by camera. */
  private final TreeMap<String, Refusal> refusals = new TreeMap<>();

  private record Refusal(String agentId, String line) {}

  RefusedSettings(EventFeed feed) {
    this.feed = feed;
  }

  synchronized void put(CameraView camera) {
    CameraReport report = camera.report();
    Refusal next =
        camera.state() == CameraView.State.REFUSED && report != null
            ? new Refusal(
                camera.agentId(),
                "camera "
                    + camera.cameraId()
                    + " of "
                    + camera.agentId()
                    + " refuses revision "
                    + camera.revision()
                    + " of its settings: "
                    + report.refusal())
            : null;
    Refusal before = next == null ? refusals.remove(camera.id()) : refusals.put(camera.id(), next);
    if (next == null ? before == null : next.equals(before)) {
      return;
    }
    tell();
  }

  /** A device is gone. */
  synchronized void forget(String agentId) {
    if (refusals.values().removeIf(refusal -> refusal.agentId().equals(agentId))) {
      tell();
    }
  }

  private void tell() {
    if (refusals.isEmpty()) {
      feed.clear(ALARM);
      return;
    }
    Refusal first = refusals.firstEntry().getValue();
    int more = refusals.size() - 1;
    feed.alarm(
        ALARM,
        Severity.WARNING,
        Subject.of("device", first.agentId()),
        first.line() + (more == 0 ? "" : "; and " + more + (more == 1 ? " camera" : " cameras")));
  }
}
