package io.vedette.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.proto.v1.Assignment;
import io.vedette.proto.v1.DeploymentCameras;
import io.vedette.proto.v1.StudentStatus;
import io.vedette.proto.v1.VersionRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatedStudentsTest {

  private static VersionRef version(String name, int number) {
    return VersionRef.newBuilder().setName(name).setNumber(number).build();
  }

  private static Assignment assignment(Map<String, List<String>> cameras) {
    Assignment.Builder message = Assignment.newBuilder();
    cameras.forEach(
        (deployment, ids) ->
            message.addDeployments(
                DeploymentCameras.newBuilder().setDeployment(deployment).addAllCameraIds(ids)));
    return message.build();
  }

  @Test
  void theyFollowTheAssignmentAndKeepTheirVersions() {
    SimulatedStudents students = new SimulatedStudents(2, version("student", 1));
    assertThat(students.status())
        .extracting(StudentStatus::getDeployment)
        .containsExactly("default");
    students.assign(assignment(Map.of("films", List.of("camera-2", "camera-9"))));
    assertThat(students.status())
        .extracting(StudentStatus::getDeployment)
        .containsExactly("default", "films");
    StudentStatus films = students.status().get(1);
    assertThat(films.getCameraIdsList()).containsExactly("camera-2");
    assertThat(films.getInstalled()).isEqualTo(version("student", 1));

    students.installed("films", version("films", 4));
    students.assign(assignment(Map.of("default", List.of("camera-1", "camera-2"))));
    assertThat(students.has("films")).isFalse();
    assertThat(students.status().get(0).getInstalled()).isEqualTo(version("student", 1));
    students.assign(assignment(Map.of("films", List.of("camera-1"))));
    assertThat(students.status().get(0).getInstalled()).isEqualTo(version("films", 4));
  }
}
