package io.vedette.edge.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.edge.link.AssignmentRequest;
import io.vedette.edge.student.CameraAssignment.AssignedCamera;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraAssignmentTest {

  private static final List<String> CAMERAS = List.of("a", "b", "c");
  private static final long DAY = Duration.ofDays(1).toMillis();

  @TempDir Path folder;

  private static CameraAssignment step(
      CameraAssignment before, long now, Map<String, String> deployments) {
    return before.with(new AssignmentRequest(deployments, Map.of()), CAMERAS, now);
  }

  @Test
  void beforeTheCoordinatorSpeaksOneStudentHasAllCameras() {
    assertThat(CameraAssignment.NONE.students(CAMERAS)).isEqualTo(Map.of("default", CAMERAS));
    assertThat(CameraAssignment.NONE.of("a")).isEqualTo(new AssignedCamera("default", true, 0));
  }

  @Test
  void aCameraMovesOrStaysAndOneThatIsNotNamedStaysWithItsStudent() {
    CameraAssignment first =
        step(CameraAssignment.NONE, 5, Map.of("a", "boards", "b", "films", "ghost", "films"));
    assertThat(first.cameras())
        .isEqualTo(
            Map.of(
                "a", new AssignedCamera("boards", true, 5),
                "b", new AssignedCamera("films", true, 5),
                "c", new AssignedCamera("default", false, 0)));
    CameraAssignment second = step(first, 9, Map.of("a", "films", "c", "default"));
    assertThat(second.cameras())
        .isEqualTo(
            Map.of(
                "a", new AssignedCamera("films", true, 9),
                "b", new AssignedCamera("films", false, 5),
                "c", new AssignedCamera("default", true, 0)));
    assertThat(second.idle()).isEqualTo(Map.of("boards", 9L));
    assertThat(second.students(CAMERAS).keySet()).containsExactly("films", "default");
  }

  @Test
  void aFrameFromBeforeACameraCameIsNotItsStudents() {
    CameraAssignment moved = step(CameraAssignment.NONE, 50, Map.of("a", "films", "b", "default"));
    assertThat(moved.had("a", 49, 60)).isFalse();
    assertThat(moved.had("a", 50, 60)).isTrue();
    assertThat(moved.had("b", 1, 60)).isTrue();
    assertThat(moved.had("a", 20, 30)).as("the clock was set back").isTrue();
  }

  @Test
  void anIdleStudentIsKeptForAWhileAndOnlySoManyAre() {
    CameraAssignment state = CameraAssignment.NONE;
    for (int i = 0; i < 6; i++) {
      state = step(state, i, Map.of("a", "d" + i, "b", "d" + i, "c", "d" + i));
    }
    // default has been idle since 0, d0 since 1, … d4 since 5
    assertThat(state.expired(6)).containsExactlyInAnyOrder("default", "d0");
    state = state.without(state.expired(6));
    assertThat(state.idle().keySet()).containsExactly("d1", "d2", "d3", "d4");
    assertThat(state.expired(14 * DAY + 4)).containsExactlyInAnyOrder("d1", "d2");
    CameraAssignment back = step(state, 7, Map.of("a", "d1", "b", "d5", "c", "d5"));
    assertThat(back.idle().keySet()).containsExactly("d2", "d3", "d4");
    assertThat(CameraAssignment.NONE.withIdle(Set.of("default", "old"), CAMERAS, 8).idle())
        .isEqualTo(Map.of("old", 8L));
  }

  @Test
  void aDeploymentThatNamesNoFolderIsRefused() {
    for (String name : List.of("..", ".", ".x", "a/b", "", "x".repeat(65))) {
      assertThatThrownBy(() -> new AssignmentRequest(Map.of("a", name), Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cannot name a deployment");
    }
  }

  @Test
  void itsFileIsReadAgainAndSetAsideWhenAnyByteIsWrong() throws Exception {
    Path path = folder.resolve("assignment.state");
    AssignmentFile file = new AssignmentFile(path);
    assertThat(file.read()).isEqualTo(CameraAssignment.NONE);
    Map<String, String> deployments = new LinkedHashMap<>();
    deployments.put("a", "boards");
    deployments.put("b", "films");
    CameraAssignment state = step(CameraAssignment.NONE, 5, deployments);
    state = step(state, 6, Map.of("a", "films"));
    file.write(state);
    assertThat(file.read()).isEqualTo(state);
    byte[] whole = Files.readAllBytes(path);
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 4;
      Files.write(path, damaged);
      assertThat(file.read()).as("byte %d", at).isEqualTo(CameraAssignment.NONE);
      assertThat(path).doesNotExist();
    }
    assertThat(folder.resolve("assignment.state.damaged")).exists();
  }
}
