package io.vedette.cloud.camera;

import io.vedette.cloud.fleet.Device;
import io.vedette.wire.camera.CameraReport;
import io.vedette.wire.camera.CameraSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What a change of a camera's settings means for its device, a line each. Pure. */
final class SettingConsequences {

  private SettingConsequences() {}

  static List<String> of(Device device, CameraView before, CameraSettings after) {
    List<String> lines = new ArrayList<>();
    CameraReport report = before.report();
    if (report != null) {
      Set<String> kept = new TreeSet<>(after.keys());
      kept.retainAll(report.local());
      if (!kept.isEmpty()) {
        lines.add(
            "the device's file keeps "
                + String.join(", ", kept)
                + " for itself: the device will refuse this");
      }
    }
    if (after.equals(CameraSettings.NONE)) {
      lines.add("the camera is as the device's file says again");
    }
    if (!Objects.equals(before.settings().source(), after.source())) {
      lines.add("its source is opened again; other cameras go on");
    }
    if (!Objects.equals(before.settings().tiles(), after.tiles())) {
      lines.add("its detector is opened again, once no version is tried on it");
    }
    if (!device.online()) {
      lines.add(device.agentId() + " is away: it gets this when it comes back");
    } else if (report == null) {
      lines.add(
          device.agentId()
              + " has said nothing of its cameras: its software may be older than this"
              + " coordinator's, and ignore this");
    }
    return lines;
  }
}
