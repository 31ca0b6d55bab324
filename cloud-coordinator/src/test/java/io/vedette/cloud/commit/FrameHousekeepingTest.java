package io.vedette.cloud.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.disk.DiskListener;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.CameraDeployments;
import io.vedette.cloud.escalation.EscalationIntakeConfig;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.escalation.FrameRetentionConfig;
import io.vedette.cloud.escalation.QuarantinedFrame;
import io.vedette.cloud.escalation.StoreCheck;
import io.vedette.cloud.escalation.SubmittedFrame;
import io.vedette.cloud.frame.FrameSegments;
import io.vedette.cloud.frame.FrameStore;
import io.vedette.cloud.housekeeping.FrameHousekeeping;
import io.vedette.cloud.housekeeping.StorageUse;
import io.vedette.cloud.quota.QuotaMeter;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames on a real disk, over many generations of them, with damage, over a restart. */
class FrameHousekeepingTest {

  private static final int KEPT = 100;

  @TempDir Path directory;

  private final List<String> damage = new ArrayList<>();
  private IgniteNode node;
  private FrameSegments segments;
  private GroupingCommitLane lane;
  private FrameStore frames;
  private Escalations escalations;
  private FrameHousekeeping housekeeping;

  @BeforeEach
  void open() throws IOException {
    node = IgniteNode.open(directory.resolve("ignite"));
    segments = FrameSegments.open(directory.resolve("frames"), 64 << 10, DiskListener.NONE);
    lane =
        new GroupingCommitLane(
            LaneConfigs.every(Duration.ofMillis(5)), node, segments, LaneListener.NONE);
    frames = new FrameStore(segments, damage::add);
    escalations =
        new Escalations(
            new EscalationIntakeConfig(
                16, 1_000, 0.2, 0.2, new FrameRetentionConfig(KEPT, 0, null, 10, 64 << 10)),
            CameraDeployments.ALL_DEFAULT,
            QuotaMeter.unlimited(),
            new DurableEscalationStore(node, lane),
            frames,
            Clock.systemUTC());
    housekeeping =
        new FrameHousekeeping(escalations, frames, Set::of, (id, text) -> damage.add(text));
  }

  @AfterEach
  void close() throws IOException {
    lane.close();
    segments.close();
    node.close();
  }

  private static SubmittedFrame frame(int number) throws Exception {
    byte[] pixels = new byte[32 * 32 * 3];
    new Random(number).nextBytes(pixels);
    return new SubmittedFrame(
        Scratch.frameId(number),
        "agent",
        "line",
        number,
        0,
        Pictures.encodeJpeg(new Picture(32, 32, pixels), 90),
        32,
        32,
        List.of(),
        "",
        0.5f,
        "",
        false,
        null);
  }

  private void acceptAndAnswer(int from, int to) throws Exception {
    List<CompletableFuture<?>> writes = new ArrayList<>();
    for (int i = from; i < to; i++) {
      writes.add(escalations.offer(frame(i)));
    }
    writes.forEach(CompletableFuture::join);
    writes.clear();
    for (int i = from; i < to; i++) {
      writes.add(escalations.answer(Scratch.frameId(i), List.of(), "t".repeat(64)));
    }
    writes.forEach(CompletableFuture::join);
  }

  private long diskBytes() throws IOException {
    long bytes = 0;
    for (long segment : segments.segments()) {
      bytes += segments.bytes(segment);
    }
    return bytes;
  }

  private long unneeded(StorageUse.Kind kind) throws IOException {
    return housekeeping.review(false).stream()
        .filter(use -> use.kind() == kind)
        .mapToLong(StorageUse::unneeded)
        .sum();
  }

  @Test
  void whatADeletionTellsIsWhatItDeleted() throws Exception {
    acceptAndAnswer(0, KEPT);
    acceptAndAnswer(KEPT, 2 * KEPT);
    acceptAndAnswer(2 * KEPT, 3 * KEPT);
    int files = segments.segments().size();

    List<StorageUse> told = housekeeping.review(true);

    assertThat(told.get(0).count()).isEqualTo(3 * KEPT);
    assertThat(told.get(0).unneeded()).isEqualTo(2 * KEPT);
    assertThat(frames.count()).isEqualTo(KEPT);
    assertThat(told.get(1).count()).isEqualTo(files);
    assertThat(told.get(1).unneeded())
        .isPositive()
        .isEqualTo(files - segments.segments().stream().filter(n -> n <= files).count());
    assertThat(told.get(1).bytes() - told.get(1).unneededBytes()).isPositive();
  }

  @Test
  void theDiskStaysFlatAtConstantRetention() throws Exception {
    List<Long> sizes = new ArrayList<>();
    for (int generation = 0; generation < 8; generation++) {
      acceptAndAnswer(generation * KEPT, (generation + 1) * KEPT);
      assertThat(unneeded(StorageUse.Kind.FRAMES)).isEqualTo(generation == 0 ? 0 : KEPT);
      housekeeping.clean();
      assertThat(unneeded(StorageUse.Kind.FRAMES)).isZero();
      assertThat(unneeded(StorageUse.Kind.FRAME_SEGMENTS)).isZero();
      sizes.add(diskBytes());
    }
    long framesBytes = escalations.queries().totals().bytes() / 8;
    assertThat(sizes.get(7)).isLessThan(framesBytes + 3 * (64 << 10));
    for (int i = 7 * KEPT; i < 8 * KEPT; i++) {
      AcceptedEscalation kept = escalations.queries().find(Scratch.frameId(i)).orElseThrow();
      assertThat(frames.read(kept.frameSha256())).isEqualTo(frame(i).jpeg());
    }
    assertThat(escalations.queries().find(Scratch.frameId(0))).isEmpty();
    assertThat(damage).isEmpty();
  }

  @Test
  void aSegmentThatIsMostlyUnusedIsCleared() throws Exception {
    acceptAndAnswer(0, 20);
    escalations.offer(frame(1_000)).join();
    escalations.giveUp(Scratch.frameId(1_000), "no").join();
    long first = escalations.queries().find(Scratch.frameId(19)).orElseThrow().place().segment();
    // what is offered at once goes into one segment, however much it is
    acceptAndAnswer(20, KEPT);
    acceptAndAnswer(KEPT, 20 + KEPT);
    assertThat(segments.current()).isGreaterThan(first);
    String moved = escalations.queries().find(Scratch.frameId(1_000)).orElseThrow().frameSha256();

    housekeeping.clean();

    assertThat(frames.read(moved)).isEqualTo(frame(1_000).jpeg());
    assertThat(escalations.queries().quarantine(10)).hasSize(1);
  }

  @Test
  void flippedBytesAreReportedEachAndTheOthersStay() throws Exception {
    acceptAndAnswer(0, 60);
    escalations.offer(frame(60)).join();
    Random random = new Random(5);
    Set<String> hit = new TreeSet<>();
    for (int i = 0; i < 10; i++) {
      AcceptedEscalation e =
          escalations.queries().find(Scratch.frameId(random.nextInt(60))).orElseThrow();
      if (hit.add(e.id())) {
        Path file = directory.resolve("frames/%012d.frames".formatted(e.place().segment()));
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) e.place().offset() + random.nextInt(44 + e.place().length())] ^= 1;
        Files.write(file, bytes);
      }
    }
    for (int i = 0; i < 5; i++) {
      housekeeping.checkNextSegment();
    }
    assertThat(escalations.queries().quarantine(100))
        .extracting(QuarantinedFrame::id)
        .containsExactlyInAnyOrderElementsOf(hit);
    assertThat(damage).hasSize(hit.size()).allMatch(line -> !line.contains("\n"));
    assertThat(
            escalations.queries().answeredCount(false) + escalations.queries().answeredCount(true))
        .isEqualTo(60 - hit.size());
  }

  @Test
  void missingAndShortSegmentsAreFoundAtTheStart() throws Exception {
    acceptAndAnswer(0, 80);
    escalations.offer(frame(80)).join();
    close();
    open();
    assertThat(StoreCheck.run(escalations, segments, node.lostWrites())).isEmpty();
    close();
    Path first = directory.resolve("frames/000000000001.frames");
    Files.delete(first);
    open();

    List<String> found = StoreCheck.run(escalations, segments, node.lostWrites());

    assertThat(found).hasSize(1);
    assertThat(found.get(0)).contains("in the quarantine").contains("segment 1 is missing");
  }

  @Test
  void aMissingStoreIsFoundAtTheStart() throws Exception {
    acceptAndAnswer(0, 3);
    close();
    Files.move(directory.resolve("ignite"), directory.resolve("gone"));
    open();

    assertThat(StoreCheck.run(escalations, segments, node.lostWrites()))
        .singleElement()
        .asString()
        .contains("no records of them");
  }
}
