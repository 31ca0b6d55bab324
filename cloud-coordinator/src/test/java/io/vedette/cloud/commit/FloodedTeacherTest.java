package io.vedette.cloud.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.disk.DiskListener;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.EscalationIntakeConfig;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.escalation.InvalidFrameException;
import io.vedette.cloud.escalation.SubmittedFrame;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.frame.FrameSegments;
import io.vedette.cloud.frame.FrameStore;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.quota.QuotaMeter;
import io.vedette.cloud.quota.TeachingPolicies;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.cloud.teacher.TeacherAnswer;
import io.vedette.cloud.teacher.TeacherAnswer.FrameAnswer;
import io.vedette.cloud.teacher.TeacherBatchConfig;
import io.vedette.cloud.teacher.TeacherFrame;
import io.vedette.cloud.teacher.TeacherHello;
import io.vedette.cloud.teacher.TeacherSession;
import io.vedette.cloud.teacher.Teachers;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One deployment sends 5 frames a second, the other as many as come in; a teacher takes 30 ms a
 * frame. Prints the delay of the first one's verdicts without the flood and with it. Store, commit
 * lane, admission, batches and segments are the coordinator's; the wire is left out.
 */
@Tag("slow")
class FloodedTeacherTest {

  private static final int SECONDS = Integer.getInteger("vedette.seconds", 30);
  private static final long FRAME_MS = 30;
  private static final long TRICKLE_MS = 200;
  private static final int FLOOD_THREADS = 2;
  private static final int FLOOD_AT_ONCE = 100;

  @TempDir Path directory;

  private final byte[] jpeg = jpeg();
  private final Map<String, Long> offeredNanos = new ConcurrentHashMap<>();
  private final Map<String, List<Double>> delaysMs =
      Map.of("boards", new ArrayList<>(), "films", new ArrayList<>());

  private static byte[] jpeg() {
    byte[] pixels = new byte[200 * 150 * 3];
    new Random(1).nextBytes(pixels);
    try {
      return Pictures.encodeJpeg(new Picture(200, 150, pixels), 90);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private SubmittedFrame frame(String deployment, int number) {
    byte[] bytes = Arrays.copyOf(jpeg, jpeg.length + Integer.BYTES);
    ByteBuffer.wrap(bytes).putInt(jpeg.length, number);
    return new SubmittedFrame(
        Scratch.frameId(number),
        "agent-1",
        deployment,
        number,
        0,
        bytes,
        200,
        150,
        List.of(),
        "d".repeat(64),
        0.5f,
        "uncertain",
        false,
        null);
  }

  /** A teacher that takes its time, one batch after the other. */
  private record SlowTeacher(Teachers teachers, ExecutorService thread) implements TeacherSession {

    @Override
    public TeacherHello hello() {
      return new TeacherHello("t", "teacher", "e".repeat(64), 8, 1);
    }

    @Override
    public void send(String batchId, List<TeacherFrame> frames) {
      if (thread.isShutdown()) {
        return;
      }
      thread.execute(
          () -> {
            long took = frames.size() * FRAME_MS;
            sleep(took);
            teachers.answered(
                this,
                new TeacherAnswer(
                    batchId,
                    frames.stream()
                        .map(f -> new FrameAnswer(f.escalationId(), List.of(), ""))
                        .toList(),
                    took));
          });
    }

    @Override
    public void close(String why) {}
  }

  private static void sleep(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theVerdictDelayOfAnotherUnderAFlood() throws Exception {
    try (IgniteNode node = IgniteNode.open(directory.resolve("ignite"));
        FrameSegments segments =
            FrameSegments.open(directory.resolve("frames"), 8 << 20, DiskListener.NONE);
        GroupingCommitLane lane =
            new GroupingCommitLane(LaneConfig.defaults(), node, segments, LaneListener.NONE);
        ControlLoop loop = new ControlLoop("teaching")) {
      FrameStore frames = new FrameStore(segments, damage -> {});
      QuotaMeter quotas = QuotaMeter.unlimited();
      Escalations escalations =
          new Escalations(
              EscalationIntakeConfig.defaults(),
              (agentId, cameraId) -> cameraId,
              quotas,
              new DurableEscalationStore(node, lane),
              frames,
              Clock.systemUTC());
      Teachers teachers =
          new Teachers(
              TeacherBatchConfig.defaults(),
              TeachingPolicies.ALL_DEFAULT,
              quotas,
              loop,
              escalations,
              frames,
              Clock.systemUTC(),
              new EventFeed(Clock.systemUTC()));
      escalations.add(teachers);
      escalations.add(
          new Escalations.Listener() {
            @Override
            public void settled(AcceptedEscalation e) {
              double ms = (System.nanoTime() - offeredNanos.remove(e.id())) / 1e6;
              List<Double> its = delaysMs.get(e.deployment());
              synchronized (its) {
                its.add(ms);
              }
            }
          });
      ExecutorService teacher = Executors.newSingleThreadExecutor();
      teachers.joined(new SlowTeacher(teachers, teacher));
      trickle(escalations, 0, 5);
      delaysMs.get("boards").clear();

      trickle(escalations, 10_000, SECONDS);
      List<Double> alone = taken("boards");
      AtomicBoolean flooding = new AtomicBoolean(true);
      ExecutorService flood = Executors.newFixedThreadPool(FLOOD_THREADS);
      for (int i = 1; i <= FLOOD_THREADS; i++) {
        int first = 1_000_000 * i;
        flood.execute(() -> flood(escalations, first, flooding));
      }
      sleep(5_000);
      trickle(escalations, 20_000, SECONDS);
      List<Double> flooded = taken("boards");
      int waiting = escalations.waiting().size();
      flooding.set(false);
      flood.shutdown();
      teacher.shutdownNow();

      System.out.printf(
          "alone: p50 %.0f ms, p95 %.0f ms; flooded: p50 %.0f ms, p95 %.0f ms; ratio p50 %.2f, p95"
              + " %.2f; flood: %d verdicts, %d frames wait%n",
          quantile(alone, 0.5),
          quantile(alone, 0.95),
          quantile(flooded, 0.5),
          quantile(flooded, 0.95),
          quantile(flooded, 0.5) / quantile(alone, 0.5),
          quantile(flooded, 0.95) / quantile(alone, 0.95),
          taken("films").size(),
          waiting);
      assertThat(flooded).as("frames of the trickle").hasSizeGreaterThan(alone.size() * 9 / 10);
      assertThat(waiting).as("the flood fills its share of 2,000 places").isGreaterThan(1_500);
    }
  }

  private List<Double> taken(String deployment) {
    List<Double> its = delaysMs.get(deployment);
    synchronized (its) {
      List<Double> taken = its.stream().sorted().toList();
      its.clear();
      return taken;
    }
  }

  private static double quantile(List<Double> sorted, double share) {
    return sorted.get((int) (share * (sorted.size() - 1)));
  }

  private void trickle(Escalations escalations, int first, int seconds) throws Exception {
    for (int i = 0; i < seconds * 1_000 / TRICKLE_MS; i++) {
      SubmittedFrame frame = frame("boards", first + i);
      offeredNanos.put(frame.id(), System.nanoTime());
      escalations.offer(frame).join();
      sleep(TRICKLE_MS);
    }
    sleep(1_000);
  }

  /** Keeps frames on their way; while there is no room it offers ten times a second. */
  private void flood(Escalations escalations, int first, AtomicBoolean flooding) {
    Semaphore onTheirWay = new Semaphore(FLOOD_AT_ONCE);
    for (int i = 0; flooding.get(); i++) {
      onTheirWay.acquireUninterruptibly();
      SubmittedFrame frame = frame("films", first + i);
      offeredNanos.put(frame.id(), System.nanoTime());
      try {
        CompletableFuture<AcceptedEscalation> offered = escalations.offer(frame);
        offered.whenComplete((accepted, failure) -> onTheirWay.release());
        if (offered.isCompletedExceptionally()) {
          sleep(100);
        }
      } catch (InvalidFrameException e) {
        throw new AssertionError(e);
      }
    }
  }
}
