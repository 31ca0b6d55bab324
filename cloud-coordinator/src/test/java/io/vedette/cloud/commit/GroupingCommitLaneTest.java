package io.vedette.cloud.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.disk.DiskListener;
import io.vedette.cloud.frame.FrameLocation;
import io.vedette.cloud.frame.FrameSegments;
import io.vedette.cloud.frame.NewFrame;
import io.vedette.cloud.store.Change;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.cloud.store.IgniteTable;
import io.vedette.wire.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupingCommitLaneTest {

  @TempDir Path directory;

  /** Counts syncs, waits before them while it is told to, and fails while it is told to. */
  private static final class TestDisk implements DiskListener {
    volatile CountDownLatch gate = new CountDownLatch(0);
    volatile CountDownLatch entered = new CountDownLatch(0);
    volatile boolean failing;
    int syncs;

    @Override
    public void onSync(Path file) throws IOException {
      entered.countDown();
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      synchronized (this) {
        syncs++;
      }
      if (failing) {
        throw new IOException("no space left on device");
      }
    }

    synchronized int takeSyncs() {
      int taken = syncs;
      syncs = 0;
      return taken;
    }
  }

  private final TestDisk disk = new TestDisk();
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private IgniteNode node;
  private IgniteTable table;
  private FrameSegments segments;
  private GroupingCommitLane lane;

  @BeforeEach
  void open() throws IOException {
    node = IgniteNode.open(directory.resolve("ignite"), disk);
    table = node.table("t");
    segments = FrameSegments.open(directory.resolve("frames"), 1 << 26, disk);
    lane = lane(LaneConfigs.every(Duration.ofMillis(5)));
    lane.submit(frame(0), place -> change("warm", place)).join();
    disk.takeSyncs();
  }

  private GroupingCommitLane lane(LaneConfig config) {
    return new GroupingCommitLane(
        config,
        node,
        segments,
        new LaneListener() {
          @Override
          public void failing(String why) {
            told.add(why);
          }

          @Override
          public void working() {
            told.add("works");
          }
        });
  }

  @AfterEach
  void close() throws IOException {
    lane.close();
    segments.close();
    node.close();
  }

  private static NewFrame frame(int number) {
    byte[] picture = ("picture " + number).repeat(1_000).getBytes(StandardCharsets.UTF_8);
    return new NewFrame(picture, Digests.sha256(picture));
  }

  private Change change(String key, FrameLocation place) {
    return new Change(table, key, place.toString().getBytes(StandardCharsets.UTF_8));
  }

  private CompletableFuture<FrameLocation> offer(int number) {
    return lane.submit(frame(number), place -> change("f" + number, place));
  }

  @Test
  void whatComesWhileTheDiskIsBusySharesTwoSyncs() throws IOException {
    disk.gate = new CountDownLatch(1);
    List<CompletableFuture<FrameLocation>> frames = new ArrayList<>();
    CompletableFuture<?> first = offer(0);
    for (int i = 1; i <= 300; i++) {
      frames.add(offer(i));
    }
    disk.gate.countDown();
    first.join();
    frames.forEach(CompletableFuture::join);

    assertThat(disk.takeSyncs()).isLessThanOrEqualTo(6);
    for (int i = 1; i <= 300; i++) {
      assertThat(segments.read(frames.get(i - 1).join(), frame(i).sha256()))
          .isEqualTo(frame(i).jpeg());
      assertThat(table.get("f" + i)).isNotNull();
    }
  }

  @Test
  void verdictsComeFirstAndEachPriorityInItsOrder() throws InterruptedException {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    disk.gate = new CountDownLatch(1);
    disk.entered = new CountDownLatch(1);
    List<CompletableFuture<?>> all = new ArrayList<>();
    all.add(offer(0));
    disk.entered.await();
    for (int i = 1; i <= 3; i++) {
      String name = "frame " + i;
      all.add(offer(i).thenRun(() -> order.add(name)));
    }
    for (int i = 1; i <= 3; i++) {
      String name = "verdict " + i;
      all.add(
          lane.submit(Priority.VERDICT, List.of(new Change(table, name, new byte[1])))
              .thenRun(() -> order.add(name)));
    }
    disk.gate.countDown();
    all.forEach(CompletableFuture::join);

    assertThat(order.stream().filter(o -> o.startsWith("v")))
        .containsExactly("verdict 1", "verdict 2", "verdict 3");
    assertThat(order.stream().filter(o -> o.startsWith("f")))
        .containsExactly("frame 1", "frame 2", "frame 3");
    assertThat(order.get(0)).isEqualTo("verdict 1");
  }

  @Test
  void aFailingDiskFailsItsSubmissionsAndIsToldOnceAndTheLaneRecovers() {
    disk.failing = true;
    assertThatThrownBy(() -> offer(1).join())
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("no space left");
    assertThatThrownBy(
            () ->
                lane.submit(Priority.VERDICT, List.of(new Change(table, "v", new byte[1]))).join())
        .isInstanceOf(CompletionException.class);
    disk.failing = false;

    FrameLocation place = offer(1).join();

    assertThat(told).hasSize(2);
    assertThat(told.get(0)).contains("no space left").doesNotContain("\n");
    assertThat(told.get(1)).isEqualTo("works");
    assertThat(place.segment()).as("a new segment after a failed sync").isGreaterThan(1);
    assertThat(table.get("f1")).isNotNull();
  }

  @Test
  void whatTheQueueDoesNotHoldIsRefusedAtOnce() {
    lane.close();
    LaneConfig d = LaneConfig.defaults();
    lane = lane(new LaneConfig(d.interval(), 10, 1 << 20, 1 << 20, 100_000, 5, 0));
    disk.gate = new CountDownLatch(1);
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      all.add(offer(i));
    }
    long refused = all.stream().filter(CompletableFuture::isCompletedExceptionally).count();
    disk.gate.countDown();

    assertThat(refused).isBetween(10L, 29L);
    assertThatThrownBy(() -> all.get(29).join()).hasCauseInstanceOf(LaneFullException.class);
    assertThat(all.get(0).handle((r, e) -> e).join()).isNull();
  }

  @Test
  void whileTheDiskIsNearlyFullFramesAreRefusedAndVerdictsStored() {
    lane.close();
    LaneConfig d = LaneConfig.defaults();
    lane = lane(new LaneConfig(d.interval(), 10, 1 << 20, 1 << 20, 1 << 20, 100, Long.MAX_VALUE));

    CompletableFuture<FrameLocation> frame = offer(1);
    lane.submit(Priority.VERDICT, List.of(new Change(table, "v", new byte[1]))).join();

    assertThatThrownBy(frame::join).hasMessageContaining("reserve");
    assertThat(table.get("v")).isNotNull();
  }
}
