package io.vedette.edge.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.TileSpec;
import io.vedette.registry.manifest.VersionId;
import io.vedette.wire.Digests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is installed survives a restart, and a damaged file stops no agent. */
class SlotsTest {

  @TempDir Path folder;

  private Slot first;
  private Slot second;

  @BeforeEach
  void models() throws Exception {
    Files.writeString(folder.resolve("a.onnx"), "first");
    Files.writeString(folder.resolve("b.onnx"), "second");
    first = slot(1, "a.onnx");
    second = slot(2, "b.onnx");
  }

  private Slot slot(int number, String file) throws Exception {
    DetectorSpec detector =
        new DetectorSpec(
            List.of("open", "spur"),
            InputSpec.standard("images", 640, 320),
            new HeadSpec("yolo11", Map.of("stride", "8")),
            0.25f,
            0.5f,
            new TileSpec("3x2", 0.3));
    return new Slot(
        new VersionId("student", number),
        "int8",
        file,
        Digests.sha256(folder.resolve(file)),
        detector,
        "c-" + number);
  }

  @Test
  void aConfirmedVersionAndOneThatCrashedAreKnownAfterARestart() throws Exception {
    Slots slots = Slots.open(folder);
    assertThat(slots.freeFile()).isEqualTo("a.onnx");
    slots.beginTrial(first);
    slots.confirm(first);
    slots.beginTrial(second);

    Slots restarted = Slots.open(folder);
    assertThat(restarted.confirmed()).contains(first);
    assertThat(restarted.freeFile()).isEqualTo("b.onnx");
    assertThat(restarted.refuseCrashed()).contains(second);

    Slots again = Slots.open(folder);
    assertThat(again.confirmed()).contains(first);
    assertThat(again.refuseCrashed()).isEmpty();
    assertThat(again.isRefused(second.digest())).isTrue();
    assertThat(again.isRefused(first.digest())).isFalse();
  }

  @Test
  void aVersionWhoseTrialEndedMayBeTriedAgain() throws Exception {
    Slots slots = Slots.open(folder);
    slots.confirm(first);
    slots.beginTrial(second);
    slots.endTrial();
    Slots restarted = Slots.open(folder);
    assertThat(restarted.confirmed()).contains(first);
    assertThat(restarted.refuseCrashed()).isEmpty();
  }

  @Test
  void aFileWithOneWrongByteAnywhereIsSetAside() throws Exception {
    Slots slots = Slots.open(folder);
    slots.confirm(first);
    Path file = folder.resolve("slots.state");
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 4;
      Files.write(file, damaged);
      assertThat(Slots.open(folder).confirmed()).as("byte %d", at).isEmpty();
      assertThat(file).doesNotExist();
      assertThat(folder.resolve("slots.state.damaged")).hasBinaryContent(damaged);
    }
  }

  @Test
  void aFileThatIsCutShortIsSetAside() throws Exception {
    Slots.open(folder).confirm(first);
    Path file = folder.resolve("slots.state");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
    Slots slots = Slots.open(folder);
    assertThat(slots.confirmed()).isEmpty();
    slots.confirm(second);
    assertThat(Slots.open(folder).confirmed()).contains(second);
  }
}
