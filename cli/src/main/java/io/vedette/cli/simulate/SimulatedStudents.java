package io.vedette.cli.simulate;

import io.vedette.proto.v1.Assignment;
import io.vedette.proto.v1.LearnerStatus;
import io.vedette.proto.v1.StudentStatus;
import io.vedette.proto.v1.VersionRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The students of a simulated agent. As a real agent's, one begins with what its first camera runs,
 * and one that had a version earlier begins with that. Used by one thread at a time.
 */
final class SimulatedStudents {

  static final String DEFAULT = "default";

  /** Frames that each claims to have for training. */
  private static final int EXAMPLES = 300;

  private final List<String> cameras;

  /** Deployment by camera. */
  private final Map<String, String> deployments = new LinkedHashMap<>();

  /** By deployment, of students without cameras, too. */
  private final Map<String, VersionRef> versions = new LinkedHashMap<>();

  private final Map<String, LearnerStatus> learning = new LinkedHashMap<>();

  /**
   * @param installed what it runs; null: nothing that the registry knows
   */
  SimulatedStudents(int cameras, @Nullable VersionRef installed) {
    this.cameras = IntStream.rangeClosed(1, cameras).mapToObj(i -> "camera-" + i).toList();
    this.cameras.forEach(camera -> deployments.put(camera, DEFAULT));
    installed(DEFAULT, installed);
  }

  List<String> cameras() {
    return cameras;
  }

  /** The coordinator's assignment; cameras that it does not name stay. */
  void assign(Assignment assignment) {
    Map<String, String> before = Map.copyOf(deployments);
    assignment
        .getDeploymentsList()
        .forEach(
            named ->
                named.getCameraIdsList().stream()
                    .filter(before::containsKey)
                    .forEach(camera -> deployments.put(camera, named.getDeployment())));
    deployments.forEach(
        (camera, deployment) -> {
          VersionRef runs = versions.get(before.getOrDefault(camera, DEFAULT));
          if (runs != null) {
            versions.putIfAbsent(deployment, runs);
          }
        });
    learning.keySet().retainAll(deployments.values());
  }

  /** Whether a camera belongs to the deployment. */
  boolean has(String deployment) {
    return deployments.containsValue(deployment);
  }

  void installed(String deployment, @Nullable VersionRef version) {
    if (version != null) {
      versions.put(deployment, version);
    }
  }

  /**
   * @param status null: the deployment's student is in no round
   */
  void learns(String deployment, @Nullable LearnerStatus status) {
    if (status == null) {
      learning.remove(deployment);
    } else {
      learning.put(deployment, status);
    }
  }

  /** How they are, in the order of their first cameras; at least one if there are cameras. */
  List<StudentStatus> status() {
    Map<String, List<String>> byDeployment = new LinkedHashMap<>();
    deployments.forEach(
        (camera, deployment) ->
            byDeployment.computeIfAbsent(deployment, d -> new ArrayList<>()).add(camera));
    return byDeployment.entrySet().stream().map(e -> status(e.getKey(), e.getValue())).toList();
  }

  private StudentStatus status(String deployment, List<String> ids) {
    StudentStatus.Builder student =
        StudentStatus.newBuilder()
            .setDeployment(deployment)
            .addAllCameraIds(ids)
            .setVariant("fp32")
            .setReplayExamples(EXAMPLES);
    VersionRef version = versions.get(deployment);
    if (version != null) {
      student.setInstalled(version);
    }
    LearnerStatus learner = learning.get(deployment);
    if (learner != null) {
      student.setLearning(learner);
    }
    return student.build();
  }
}
