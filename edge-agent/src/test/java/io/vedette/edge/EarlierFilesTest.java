package io.vedette.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.TileSpec;
import io.vedette.edge.escalate.PolicyState;
import io.vedette.edge.escalate.audit.FieldAccuracy;
import io.vedette.edge.event.DeliveredEvents;
import io.vedette.edge.learn.LearnerConfig;
import io.vedette.edge.learn.ReplayStore;
import io.vedette.edge.outbox.Escalation;
import io.vedette.edge.outbox.Outbox;
import io.vedette.edge.outbox.OutboxConfig;
import io.vedette.edge.outbox.OutboxCounts;
import io.vedette.edge.outbox.Settlement;
import io.vedette.edge.update.Slot;
import io.vedette.edge.update.Slots;
import io.vedette.edge.view.Region;
import io.vedette.registry.manifest.VersionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an agent wrote before its files were records is read by this release: the files in {@code
 * earlier/} are that release's own.
 */
class EarlierFilesTest {

  private static final Path EARLIER = Path.of("src", "test", "resources", "earlier");

  @TempDir Path folder;

  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> files = Files.walk(EARLIER)) {
      for (Path file : files.toList()) {
        Path to = folder.resolve(EARLIER.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
  }

  private Outbox outbox() throws IOException {
    // they were written long ago
    OutboxConfig config = new OutboxConfig(1 << 20, Duration.ofDays(365_000));
    return Outbox.open(folder.resolve("outbox"), config);
  }

  @Test
  void anOutboxGoesOnWithItsFramesAndCounts() throws Exception {
    try (Outbox outbox = outbox()) {
      assertThat(outbox.status().counts()).isEqualTo(new OutboxCounts(3, 1, 15, 1, 0, 0, 0));
      Escalation whole = outbox.get("whole").orElseThrow();
      assertThat(whole.cause()).isEqualTo(new Escalation.Cause(0.5f, "audit", true));
      assertThat(whole.source()).isEqualTo(new Escalation.Source("gate", 7, 1_700_000_000_000L));
      assertThat(whole.student().detections()).hasSize(2);
      Escalation part = outbox.get("part").orElseThrow();
      assertThat(part.picture().part()).isEqualTo(new Region(10, 20, 640, 480, 1920, 1080));
      outbox.settle("part", Settlement.REJECTED);
    }
    try (Outbox again = outbox()) {
      assertThat(again.ids()).containsExactly("whole");
      assertThat(again.status().counts()).isEqualTo(new OutboxCounts(3, 1, 15, 1, 1, 0, 0));
    }
  }

  @Test
  void aDamagedFrameOfAnOutboxIsSetAside() throws Exception {
    Path file = folder.resolve("outbox/000000000003.escalation");
    byte[] bytes = Files.readAllBytes(file);
    bytes[60] ^= 1;
    Files.write(file, bytes);
    try (Outbox outbox = outbox()) {
      assertThat(outbox.ids()).containsExactly("whole");
      assertThat(outbox.status().counts().torn()).isEqualTo(1);
    }
    assertThat(file).doesNotExist();
    assertThat(folder.resolve("outbox/000000000003.escalation.damaged")).hasBinaryContent(bytes);
  }

  @Test
  void aPolicyKnowsWhatItHasLearnt() throws Exception {
    byte[] bytes = Files.readAllBytes(folder.resolve("policy.state"));
    PolicyState state = PolicyState.of(bytes);
    assertThat(state.policy()).isEqualTo("learned");
    assertThat(state.values()).containsExactly(1.5, -2, 0.25);
    assertThat(state.toBytes()).isNotEqualTo(bytes);
    assertThat(PolicyState.of(state.toBytes()).values()).containsExactly(1.5, -2, 0.25);
  }

  @Test
  void auditsKeepTheirCounts() throws Exception {
    FieldAccuracy accuracy = new FieldAccuracy();
    accuracy.restore(Files.readAllBytes(folder.resolve("audits.state")));
    assertThat(accuracy.rows()).hasSize(1);
    FieldAccuracy.Row row = accuracy.rows().get(0);
    assertThat(row.cameraId()).isEqualTo("gate");
    assertThat(row.audits()).isEqualTo(40);
    assertThat(row.recall().value()).isEqualTo(0.8267716535433067);

    FieldAccuracy again = new FieldAccuracy();
    again.restore(accuracy.toBytes());
    assertThat(again.rows()).isEqualTo(accuracy.rows());
  }

  @Test
  void installedVersionsStay() throws Exception {
    Files.write(folder.resolve("slots/a.onnx"), new byte[] {1, 2, 3});
    Slots slots = Slots.open(folder.resolve("slots"));
    Slot confirmed = slots.confirmed().orElseThrow();
    assertThat(confirmed.version()).isEqualTo(new VersionId("student", 7));
    assertThat(confirmed.detector().labels()).containsExactly("open", "spur");
    assertThat(confirmed.detector().tiles()).isEqualTo(new TileSpec("3x2", 0.3));
    assertThat(slots.refuseCrashed()).map(Slot::commandId).contains("c-8");
    Slots again = Slots.open(folder.resolve("slots"));
    assertThat(again.confirmed()).contains(confirmed);
    assertThat(again.refuseCrashed()).isEmpty();
    assertThat(folder.resolve("slots/slots.json")).doesNotExist();
  }

  @Test
  void learntFramesStay() throws Exception {
    ReplayStore replay = ReplayStore.open(folder.resolve("replay"), LearnerConfig.defaults());
    assertThat(replay.size()).isEqualTo(1);
    assertThat(folder.resolve("replay/000000000004.example")).exists();
    assertThat(folder.resolve("replay/000000000004.json")).doesNotExist();
  }

  @Test
  void eventsAreNotDeliveredAgain() throws Exception {
    Path file = folder.resolve("told.state");
    DeliveredEvents earlier = DeliveredEvents.open(file);
    assertThat(List.of("e-1", "e-2")).allMatch(earlier::contains);
    earlier.add(List.of("e-3"));
    DeliveredEvents now = DeliveredEvents.open(file);
    assertThat(List.of("e-1", "e-2", "e-3")).allMatch(now::contains);
  }
}
