package io.vedette.edge.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.disk.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {

  @TempDir Path folder;

  private static Escalation frame(String id, float hardness, boolean audit, int bytes) {
    byte[] jpeg = new byte[bytes];
    new Random(id.hashCode()).nextBytes(jpeg);
    List<Detection> student = List.of(new Detection(new Box(1, 2, 3, 4), 5, "open", 0.5f));
    return new Escalation(
        id,
        new Escalation.Source("cam", 7, 123_456),
        new Escalation.SentPicture(jpeg, 640, 480, null),
        new Escalation.StudentAnswer(student, "d".repeat(64)),
        new Escalation.Cause(hardness, "missed", audit));
  }

  private Outbox open() throws IOException {
    return Outbox.open(folder, new OutboxConfig(1 << 20, null));
  }

  private static List<String> drain(Outbox outbox) throws IOException {
    List<String> order = new ArrayList<>();
    for (var next = outbox.next(id -> true); next.isPresent(); next = outbox.next(id -> true)) {
      order.add(next.get().id());
      outbox.settle(next.get().id(), Settlement.VERDICT);
    }
    return order;
  }

  @Test
  void auditsGoFirstThenTheHardestThenTheOldest() throws Exception {
    Outbox outbox = open();
    outbox.put(frame("easy", 0.3f, false, 100));
    outbox.put(frame("hard", 0.9f, false, 100));
    outbox.put(frame("hard too", 0.9f, false, 100));
    outbox.put(frame("audit", 0.1f, true, 100));
    assertThat(drain(outbox)).containsExactly("audit", "hard", "hard too", "easy");
  }

  @Test
  void whatWasAcceptedIsThereAfterARestartByteForByte() throws Exception {
    Escalation put = frame("a", 0.5f, true, 1_000);
    open().put(put);
    Outbox again = open();
    Escalation found = again.get("a").orElseThrow();
    assertThat(found.picture().jpeg()).isEqualTo(put.picture().jpeg());
    assertThat(found.student()).isEqualTo(put.student());
    assertThat(found).usingRecursiveComparison().isEqualTo(put);
    assertThat(again.status().counts().escalated()).isEqualTo(1);
    assertThat(again.status().counts().audits()).isEqualTo(1);
  }

  @Test
  void aFrameIsSettledOnceHoweverOftenItsVerdictComes() throws Exception {
    Outbox outbox = open();
    outbox.put(frame("a", 0.5f, false, 100));
    assertThat(outbox.settle("a", Settlement.VERDICT)).isTrue();
    assertThat(outbox.settle("a", Settlement.VERDICT)).isFalse();
    Outbox again = open();
    assertThat(again.settle("a", Settlement.VERDICT)).isFalse();
    assertThat(again.status().counts().verdicts()).isEqualTo(1);
  }

  @Test
  void aCrashBetweenCountingAndDeletingNeitherLosesNorDoublesTheVerdict() throws Exception {
    Outbox outbox = open();
    outbox.put(frame("a", 0.5f, false, 100));
    Path record = records().get(0);
    byte[] bytes = Files.readAllBytes(record);
    outbox.settle("a", Settlement.VERDICT);
    Files.write(record, bytes);
    Outbox again = open();
    assertThat(again.size()).isZero();
    assertThat(again.status().counts().verdicts()).isEqualTo(1);
    assertThat(again.status().counts().escalated()).isEqualTo(1);
  }

  @Test
  void aTornRecordIsCountedAndTheOthersAreWhole() throws Exception {
    Outbox outbox = open();
    outbox.put(frame("a", 0.5f, false, 5_000));
    outbox.put(frame("b", 0.5f, false, 5_000));
    outbox.put(frame("c", 0.5f, false, 5_000));
    Path torn = records().get(1);
    Files.write(torn, java.util.Arrays.copyOf(Files.readAllBytes(torn), 2_000));
    Path flipped = records().get(2);
    byte[] bytes = Files.readAllBytes(flipped);
    bytes[3_000] ^= 1;
    Files.write(flipped, bytes);
    Outbox again = open();
    assertThat(again.ids()).containsExactly("a");
    assertThat(again.status().counts().torn()).isEqualTo(2);
    assertThat(again.status().counts().escalated()).isEqualTo(3);
    assertThat(again.put(frame("d", 0.5f, false, 100))).isTrue();
    assertThat(open().ids()).containsExactlyInAnyOrder("a", "d");
  }

  @Test
  void aFullOutboxLosesTheEasiestAndSaysSo() throws Exception {
    Outbox outbox = open();
    for (int i = 0; i < 10; i++) {
      outbox.put(frame("f" + i, i == 4 ? 0.9f : 0.5f, i == 0, 100_000));
    }
    assertThat(outbox.put(frame("harder", 0.7f, false, 100_000))).isTrue();
    assertThat(outbox.ids()).doesNotContain("f1").contains("f0", "f4", "harder");
    assertThat(outbox.put(frame("easier", 0.2f, false, 100_000))).isFalse();
    assertThat(outbox.status().waitingBytes()).isLessThanOrEqualTo(1 << 20);
    OutboxCounts counts = open().status().counts();
    assertThat(counts.evicted()).isEqualTo(2);
    assertThat(counts.escalated()).isEqualTo(12);
    assertThat(counts.escalated()).isEqualTo(open().size() + counts.evicted());
  }

  @Test
  void whatHasWaitedTooLongGoesHoweverTheWallClockJumps() throws Exception {
    AtomicLong nanos = new AtomicLong();
    OutboxConfig hour = new OutboxConfig(0, Duration.ofHours(1));
    Outbox outbox = Outbox.open(folder, hour, DurableFiles::write, nanos::get);
    outbox.put(frame("old", 0.9f, true, 100));
    nanos.addAndGet(Duration.ofMinutes(40).toNanos());
    outbox.put(frame("young", 0.1f, false, 100));
    assertThat(outbox.next(id -> true)).get().extracting(Escalation::id).isEqualTo("old");
    nanos.addAndGet(Duration.ofMinutes(21).toNanos());
    assertThat(outbox.next(id -> true)).get().extracting(Escalation::id).isEqualTo("young");
    assertThat(outbox.status().counts().evicted()).isEqualTo(1);
    outbox.close();
    Files.setLastModifiedTime(
        records().get(0), FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    Outbox again = Outbox.open(folder, hour);
    assertThat(again.next(id -> true)).isEmpty();
    assertThat(again.status().counts().evicted()).isEqualTo(2);
  }

  /** A disk of so many bytes beside what is in place already. */
  private static final class SmallDisk implements Outbox.Writer {
    long free;

    @Override
    public void write(Path file, byte[] bytes) throws IOException {
      if (bytes.length > free) {
        throw new IOException("No space left on device");
      }
      DurableFiles.write(file, bytes);
      free -= bytes.length;
    }
  }

  @Test
  void aFullDiskRefusesNewFramesAndLosesNoneAndIsEmptiedByTheirVerdicts() throws Exception {
    SmallDisk disk = new SmallDisk();
    disk.free = 50_000;
    Outbox outbox = Outbox.open(folder, OutboxConfig.defaults(), disk, System::nanoTime);
    List<String> accepted = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      try {
        outbox.put(frame("f" + i, 0.5f, false, 10_000));
        accepted.add("f" + i);
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("No space");
      }
    }
    assertThat(accepted).hasSize(4);
    assertThat(outbox.status().counts().escalated()).isEqualTo(4);
    // the last byte is gone; verdicts still settle what waits
    disk.free = 0;
    assertThat(outbox.settle("f0", Settlement.VERDICT)).isTrue();
    disk.free = 20_000;
    assertThat(outbox.put(frame("later", 0.5f, false, 10_000))).isTrue();
    accepted.remove("f0");
    accepted.add("later");
    Outbox again = open();
    assertThat(again.ids()).containsExactlyInAnyOrderElementsOf(accepted);
    assertThat(again.status().counts()).isEqualTo(outbox.status().counts());
    assertThat(again.status().counts().torn()).isZero();
    assertThat(drain(again)).hasSize(4);
  }

  @Test
  void aCountThatWasCutShortLeavesTheOneBefore() throws Exception {
    Outbox outbox = open();
    outbox.put(frame("a", 0.5f, false, 100));
    outbox.put(frame("b", 0.5f, false, 100));
    outbox.settle("a", Settlement.VERDICT);
    byte[] before = Files.readAllBytes(folder.resolve("ledger"));
    outbox.settle("b", Settlement.REJECTED);
    byte[] after = Files.readAllBytes(folder.resolve("ledger"));
    int changed = 0;
    while (before[changed] == after[changed]) {
      changed++;
    }
    after[changed + 4] ^= 1;
    Files.write(folder.resolve("ledger"), after);
    OutboxCounts counts = open().status().counts();
    assertThat(counts.verdicts()).isEqualTo(1);
    assertThat(counts.rejected()).isZero();
  }

  private List<Path> records() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".escalation")).sorted().toList();
    }
  }
}
