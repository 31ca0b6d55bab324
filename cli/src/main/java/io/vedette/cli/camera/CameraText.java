package io.vedette.cli.camera;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.cli.config.ConfigFile;
import io.vedette.proto.v1.Camera;
import io.vedette.proto.v1.CameraChange;
import io.vedette.proto.v1.CameraReport;
import io.vedette.proto.v1.CameraSettings;
import io.vedette.wire.EnumLabels;
import io.vedette.wire.camera.CameraMapper;
import java.io.IOException;
import java.io.PrintWriter;

/** Cameras and changes of them in words. */
final class CameraText {

  private static final String FILE = "(the device's file)";

  private static final JsonMapper JSON =
      JsonMapper.builder().serializationInclusion(JsonInclude.Include.NON_NULL).build();

  private CameraText() {}

  /** What differs, then what comes of it. */
  static void print(PrintWriter out, CameraChange change) {
    change
        .getChangesList()
        .forEach(
            key ->
                out.println(
                    "  "
                        + key.getKey()
                        + ": "
                        + value(key.getBefore())
                        + " -> "
                        + value(key.getAfter())));
    change.getConsequencesList().forEach(line -> out.println("  * " + line));
  }

  private static String value(String text) {
    return text.isEmpty() ? FILE : text;
  }

  /** "applied", "waiting", "refused"; "file": as the device's file says. */
  static String state(Camera camera) {
    return EnumLabels.labelOf(camera.getState());
  }

  /** What the device says, in a few words. */
  static String device(Camera camera) {
    if (!camera.hasReport()) {
      return "has said nothing since the coordinator was started";
    }
    CameraReport report = camera.getReport();
    String runs =
        report.getRevision() == 0
            ? "runs what its file says"
            : "runs revision " + report.getRevision();
    return report.getRefusedRevision() == 0
        ? runs
        : runs + ", refuses revision " + report.getRefusedRevision() + ": " + report.getRefusal();
  }

  /** Settings as a file that can be applied. */
  static String file(Camera camera, CameraSettings settings) throws IOException {
    return ConfigFile.yaml(
        JSON.writeValueAsString(
            new CameraFile(
                camera.getAgentId(), camera.getCameraId(), CameraMapper.fromProto(settings))));
  }
}
