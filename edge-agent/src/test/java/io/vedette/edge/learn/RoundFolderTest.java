package io.vedette.edge.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.edge.link.PendingUpdate;
import io.vedette.edge.link.RoundRequest;
import io.vedette.registry.manifest.Artifact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far a round is survives a restart, and a damaged file stops no agent. */
class RoundFolderTest {

  @TempDir Path root;

  private static final RoundRequest REQUEST =
      new RoundRequest(
          "c-1",
          "r-1",
          new Artifact("0".repeat(64), 7, "training"),
          List.of("open", "spur"),
          3,
          4,
          0.01,
          5,
          60,
          -9);

  private Path folder() {
    return root.resolve("round");
  }

  private RoundState finished() {
    RoundState trained = RoundState.of(REQUEST, "u-1").with(List.of("e-1", "e-2")).attempt();
    return trained.with(
        new PendingUpdate(
            "u-1",
            "r-1",
            "1".repeat(64),
            2,
            "2".repeat(64),
            11,
            1.5,
            0.5,
            List.of("e-1", "e-2"),
            2.25,
            folder().resolve("output").resolve("update.safetensors")));
  }

  @Test
  void aRoundIsResumedWhereItWas() throws Exception {
    RoundFolder folder = new RoundFolder(folder());
    assertThat(folder.load()).isEmpty();
    RoundState begun = RoundState.of(REQUEST, "u-1").with(List.of("e-1")).reached(2).attempt();
    folder.save(begun);
    assertThat(new RoundFolder(folder()).load()).contains(begun);
    folder.save(finished());
    assertThat(new RoundFolder(folder()).load()).contains(finished());
  }

  @Test
  void aRoundOfAnEarlierReleaseIsResumed() throws Exception {
    Files.createDirectories(folder());
    Files.copy(
        Path.of("src", "test", "resources", "earlier", "round", "round.json"),
        folder().resolve("round.json"));
    RoundState state = new RoundFolder(folder()).load().orElseThrow();
    assertThat(state.request()).isEqualTo(REQUEST);
    assertThat(state.escalationIds()).containsExactly("e-1", "e-2");
    assertThat(state.update().examples()).isEqualTo(2);
    assertThat(state.update().weights()).isEqualTo(folder().resolve("output/update.safetensors"));
    assertThat(folder().resolve("round.json")).doesNotExist();
  }

  @Test
  void anUpdateIsFoundInAFolderThatWasMoved() throws Exception {
    new RoundFolder(folder()).save(finished());
    Path moved = root.resolve("moved");
    Files.move(folder(), moved);
    PendingUpdate update = new RoundFolder(moved).load().orElseThrow().update();
    assertThat(update.weights()).isEqualTo(moved.resolve("output/update.safetensors"));
  }

  @Test
  void aFileWithOneWrongByteAnywhereIsSetAsideAndKept() throws Exception {
    RoundFolder folder = new RoundFolder(folder());
    folder.save(finished());
    Path file = folder().resolve("round.state");
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 4;
      Files.write(file, damaged);
      assertThat(folder.load()).as("byte %d", at).isEmpty();
      assertThat(file).doesNotExist();
    }
    folder.save(finished());
    folder.clear();
    assertThat(file).doesNotExist();
    assertThat(folder().resolve("round.state.damaged")).exists();
  }
}
