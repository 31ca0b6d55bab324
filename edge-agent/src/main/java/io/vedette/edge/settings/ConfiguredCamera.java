package io.vedette.edge.settings;

import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.camera.NamedCredentials;
import io.vedette.wire.camera.CameraOrder;
import io.vedette.wire.camera.CameraReport;
import io.vedette.wire.camera.CameraSettings;
import io.vedette.wire.camera.SourceCredentials;
import java.util.List;

/**
 * A camera of the device. Pure.
 *
 * @param file what the device's file says
 * @param runs what it runs; credentials in its source stay names
 * @param applied the order that made it so; of revision 0: none
 * @param refusedRevision the order that is refused; 0: none
 * @param refusal why, in one line
 */
record ConfiguredCamera(
    CameraConfig file,
    CameraConfig runs,
    CameraOrder applied,
    int refusedRevision,
    String refusal) {

  /** A camera as the device's file says. */
  static ConfiguredCamera of(CameraConfig file) {
    return new ConfiguredCamera(
        file, file, new CameraOrder(file.id(), 0, CameraSettings.NONE), 0, "");
  }

  String id() {
    return file.id();
  }

  /**
   * What the camera would run under an order. What the device's file keeps for itself, it keeps.
   *
   * @throws IllegalArgumentException in one line, when the device refuses that
   */
  ConfiguredCamera under(CameraOrder order, NamedCredentials credentials) {
    CameraSettings settings = order.settings();
    file.local().check(settings);
    String source = settings.source();
    if (source != null) {
      credentials.check(source);
    }
    CameraConfig next = file.with(settings);
    credentials.resolve(next);
    return new ConfiguredCamera(file, next, order, 0, "");
  }

  /** It goes on as it is. */
  ConfiguredCamera refusing(CameraOrder order, String why) {
    return new ConfiguredCamera(file, runs, applied, order.revision(), why);
  }

  /** What is said of an order for a camera that the device does not have. */
  static CameraReport unknown(CameraOrder order) {
    return new CameraReport(
        order.cameraId(),
        0,
        order.revision(),
        "the device has no such camera; add it to its file",
        List.of(),
        "",
        CameraSettings.NONE,
        false);
  }

  CameraReport report() {
    ReportedSettings shown = ReportedSettings.of(runs);
    return new CameraReport(
        id(),
        applied.revision(),
        refusedRevision,
        refusal,
        file.local().keys(),
        SourceCredentials.masked(runs.source()),
        shown.settings(),
        shown.cut());
  }
}
