package io.vedette.cloud.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.disk.DiskListener;
import io.vedette.cloud.escalation.CameraDeployments;
import io.vedette.cloud.escalation.EscalationIntakeConfig;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.escalation.FrameRetentionConfig;
import io.vedette.cloud.escalation.SubmittedFrame;
import io.vedette.cloud.frame.FrameSegments;
import io.vedette.cloud.frame.FrameStore;
import io.vedette.cloud.housekeeping.FrameHousekeeping;
import io.vedette.cloud.quota.QuotaMeter;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Disk and heap stay what they are, however many frames come, when the number of kept frames stays.
 * {@code -Dvedette.frames} sets how many come (1,000,000); a tenth of them is kept.
 */
@Tag("slow")
class MillionFramesTest {

  private static final int FRAMES = Integer.getInteger("vedette.frames", 1_000_000);
  private static final int KEPT = FRAMES / 10;
  private static final int AT_ONCE = 500;

  /** Of the first frames: the store makes its log and pages, until the retention is reached. */
  private static final int BEFORE = 3 * KEPT;

  @TempDir Path directory;

  private final byte[] jpeg = jpeg();

  private static byte[] jpeg() {
    byte[] pixels = new byte[64 * 48 * 3];
    new Random(1).nextBytes(pixels);
    try {
      return Pictures.encodeJpeg(new Picture(64, 48, pixels), 90);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** The number behind the picture's end makes each another. */
  private SubmittedFrame frame(int number) {
    byte[] bytes = Arrays.copyOf(jpeg, jpeg.length + Integer.BYTES);
    ByteBuffer.wrap(bytes).putInt(jpeg.length, number);
    return new SubmittedFrame(
        Scratch.frameId(number),
        "agent-" + number % 50,
        "line",
        number,
        0,
        bytes,
        64,
        48,
        List.of(Scratch.detection("open", number % 40)),
        "d".repeat(64),
        0.5f,
        "uncertain",
        false,
        null);
  }

  @Test
  void diskAndHeapStayFlat() throws Exception {
    List<Long> disk = new ArrayList<>();
    List<Long> heap = new ArrayList<>();
    System.out.println("frames       disk MB  of segments  heap MB");
    try (IgniteNode node = IgniteNode.open(directory.resolve("ignite"));
        FrameSegments segments =
            FrameSegments.open(directory.resolve("frames"), 8 << 20, DiskListener.NONE);
        GroupingCommitLane lane =
            new GroupingCommitLane(LaneConfig.defaults(), node, segments, LaneListener.NONE)) {
      FrameStore frames = new FrameStore(segments, damage -> {});
      Escalations escalations =
          new Escalations(
              new EscalationIntakeConfig(
                  16, 2_000, 0.2, 0.2, new FrameRetentionConfig(KEPT, 0, null, 10, 8 << 20)),
              CameraDeployments.ALL_DEFAULT,
              QuotaMeter.unlimited(),
              new DurableEscalationStore(node, lane),
              frames,
              Clock.systemUTC());
      FrameHousekeeping housekeeping =
          new FrameHousekeeping(escalations, frames, Set::of, (id, text) -> {});
      for (int from = 0; from < FRAMES; from += AT_ONCE) {
        acceptAndAnswer(escalations, from, from + AT_ONCE);
        if ((from / AT_ONCE) % 4 == 3) {
          housekeeping.clean();
        }
        int done = from + AT_ONCE;
        if (done % (FRAMES / 20) == 0) {
          housekeeping.clean();
          System.gc();
          long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
          long bytes = bytes(directory);
          System.out.printf(
              "%9d  %8.1f  %11.1f  %7.1f%n",
              done, bytes / 1e6, bytes(directory.resolve("frames")) / 1e6, used / 1e6);
          if (done > BEFORE) {
            disk.add(bytes);
            heap.add(used);
          }
        }
      }
      assertThat(frames.count()).isEqualTo(KEPT);
    }
    assertFlat(disk);
    assertFlat(heap);
  }

  /** Within 5% from the first to the last, and none far above. */
  private static void assertFlat(List<Long> sizes) {
    long first = sizes.get(0);
    assertThat((double) sizes.get(sizes.size() - 1)).isLessThan(1.05 * first);
    assertThat(sizes).allSatisfy(size -> assertThat((double) size).isLessThan(1.10 * first));
  }

  private void acceptAndAnswer(Escalations escalations, int from, int to) throws Exception {
    List<CompletableFuture<?>> writes = new ArrayList<>();
    for (int i = from; i < to; i++) {
      writes.add(escalations.offer(frame(i)));
    }
    writes.forEach(CompletableFuture::join);
    writes.clear();
    for (int i = from; i < to; i++) {
      writes.add(
          escalations.answer(
              Scratch.frameId(i), List.of(Scratch.detection("open", i % 40)), "t".repeat(64)));
    }
    writes.forEach(CompletableFuture::join);
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long sum = 0;
      for (Path file : (Iterable<Path>) files::iterator) {
        try {
          sum += Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
          // The store deletes its old logs meanwhile.
        }
      }
      return sum;
    }
  }
}
