package io.vedette.cloud.camera;

import io.vedette.wire.camera.CameraReport;
import io.vedette.wire.camera.CameraSettings;
import org.jspecify.annotations.Nullable;

/**
 * A camera with what the coordinator wants of it and what its device says. Pure.
 *
 * @param wanted null: nothing was ever set
 * @param report null: the device has said nothing since the coordinator was started
 */
public record CameraView(
    String agentId,
    String cameraId,
    @Nullable WantedSettings wanted,
    @Nullable CameraReport report) {

  /** What becomes of the settings that the coordinator wants. */
  public enum State {
    /** The camera is as the device's file says, and shall be. */
    FILE,
    /** The device has not said yet that it runs them. */
    WAITING,
    APPLIED,
    REFUSED
  }

  /** The revision that the coordinator wants; 0: nothing was ever set. */
  public int revision() {
    return wanted == null ? 0 : wanted.revision();
  }

  /** What the coordinator wants. */
  public CameraSettings settings() {
    return wanted == null ? CameraSettings.NONE : wanted.settings();
  }

  public State state() {
    if (report != null && revision() > 0 && report.refusedRevision() == revision()) {
      return State.REFUSED;
    }
    boolean told = report == null ? wanted == null : report.revision() == revision();
    if (!told) {
      return State.WAITING;
    }
    return settings().equals(CameraSettings.NONE) ? State.FILE : State.APPLIED;
  }

  /** Names the camera among those of all devices: "agent-1/gate". */
  public String id() {
    return agentId + "/" + cameraId;
  }
}
