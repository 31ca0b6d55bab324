package io.vedette.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.DeviceCamera;
import io.vedette.proto.v1.DeviceDeployment;
import io.vedette.proto.v1.Heartbeat;
import io.vedette.proto.v1.StudentStatus;
import io.vedette.proto.v1.Tag;
import io.vedette.proto.v1.VersionRef;
import org.junit.jupiter.api.Test;

class DeploymentLinesTest {

  @Test
  void eachDeploymentShowsWhatItsStudentReportsAndWhatItShouldRun() {
    Device device =
        Device.newBuilder()
            .setHeartbeat(
                Heartbeat.newBuilder()
                    .addStudents(student("old", 1))
                    .addStudents(student("boards", 3))
                    .addStudents(StudentStatus.newBuilder().setDeployment("films")))
            .addDeployments(
                DeviceDeployment.newBuilder()
                    .setDeployment("boards")
                    .addCameraIds("infeed")
                    .addCameraIds("outfeed")
                    .setDesired(version("boards", 4))
                    .setDesiredWhy("rollout boards-o-4"))
            .addDeployments(
                DeviceDeployment.newBuilder().setDeployment("films").addCameraIds("film"))
            .addDeployments(DeviceDeployment.newBuilder().setDeployment("new").addCameraIds("door"))
            .addCameras(
                DeviceCamera.newBuilder()
                    .setCameraId("film")
                    .addOwnTags(tag("line", "boards"))
                    .addOperatorTags(tag("line", "films")))
            .build();
    assertThat(DeploymentLines.of(device))
        .containsExactly(
            "deployment boards: infeed, outfeed",
            "  reported boards:3 int8",
            "  desired  boards:4 (rollout boards-o-4)",
            "deployment films: film",
            "  reported a model that is not in the registry",
            "  desired  -",
            "deployment new: door",
            "  reported nothing yet",
            "  desired  -",
            "student of old, whose cameras are gone from here: reported old:1 int8",
            "tag       film line=films (by an operator; its own is boards)");
    assertThat(TagWords.of(device, "film")).isEqualTo("line=films");
    assertThat(TagWords.of(device, "door")).isEqualTo("no tags of its own");
  }

  private static StudentStatus student(String deployment, int number) {
    return StudentStatus.newBuilder()
        .setDeployment(deployment)
        .setInstalled(version(deployment, number))
        .setVariant("int8")
        .build();
  }

  private static VersionRef version(String name, int number) {
    return VersionRef.newBuilder().setName(name).setNumber(number).build();
  }

  private static Tag tag(String key, String value) {
    return Tag.newBuilder().setKey(key).setValue(value).build();
  }
}
