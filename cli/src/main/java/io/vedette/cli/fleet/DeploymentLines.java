package io.vedette.cli.fleet;

import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.DeviceDeployment;
import io.vedette.proto.v1.StudentStatus;
import io.vedette.proto.v1.VersionRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The deployments of a device and the tags of its cameras, for {@code vedette fleet show}. */
final class DeploymentLines {

  private DeploymentLines() {}

  /**
   * A block for each deployment: its cameras, what its student reports and what it should run. A
   * student of a deployment that the device has no cameras of any more is shown, too.
   */
  static List<String> of(Device device) {
    Map<String, StudentStatus> reported =
        device.getHeartbeat().getStudentsList().stream()
            .collect(
                Collectors.toMap(StudentStatus::getDeployment, Function.identity(), (a, b) -> a));
    List<String> lines = new ArrayList<>();
    for (DeviceDeployment deployment : device.getDeploymentsList()) {
      lines.add(
          "deployment %s: %s"
              .formatted(
                  deployment.getDeployment(), String.join(", ", deployment.getCameraIdsList())));
      lines.add("  reported %s".formatted(reported(reported.remove(deployment.getDeployment()))));
      lines.add("  desired  %s".formatted(desired(deployment)));
    }
    for (StudentStatus student : reported.values()) {
      lines.add(
          "student of %s, whose cameras are gone from here: reported %s"
              .formatted(student.getDeployment(), reported(student)));
    }
    device
        .getCamerasList()
        .forEach(
            camera ->
                TagWords.lines(camera)
                    .forEach(tag -> lines.add("tag       " + camera.getCameraId() + " " + tag)));
    return lines;
  }

  private static String reported(@Nullable StudentStatus student) {
    if (student == null) {
      return "nothing yet";
    }
    return student.hasInstalled()
        ? name(student.getInstalled()) + " " + student.getVariant()
        : "a model that is not in the registry";
  }

  private static String desired(DeviceDeployment deployment) {
    return deployment.hasDesired()
        ? name(deployment.getDesired()) + " (" + deployment.getDesiredWhy() + ")"
        : "-";
  }

  private static String name(VersionRef version) {
    return version.getName() + ":" + version.getNumber();
  }
}
