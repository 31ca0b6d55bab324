package io.vedette.cloud.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.disk.DiskListener;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.CameraDeployments;
import io.vedette.cloud.escalation.EscalationIntakeConfig;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.escalation.SubmittedFrame;
import io.vedette.cloud.frame.FrameSegments;
import io.vedette.cloud.frame.FrameStore;
import io.vedette.cloud.quota.QuotaMeter;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that accepts and answers frames is killed at a sync of its disk, again and again on one
 * directory: before the sync of a segment, between segment and records, before the sync of the
 * records. Each next one finds everything that was acknowledged before.
 */
class KilledLaneTest {

  private static final int FRAMES_AT_ONCE = 40;

  @TempDir Path directory;

  /** Checks what it is told on its command line's file, then accepts frames until it is killed. */
  public static final class Main {
    private static volatile boolean started;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
      Path directory = Path.of(arguments[0]);
      int killAtSync = Integer.parseInt(arguments[1]);
      int firstFrame = Integer.parseInt(arguments[2]);
      AtomicInteger syncs = new AtomicInteger();
      DiskListener disk =
          new DiskListener() {
            @Override
            public void onSync(Path file) {
              // The syncs of Ignite's own start are not counted.
              if (started && syncs.incrementAndGet() == killAtSync) {
                Runtime.getRuntime().halt(9);
              }
            }
          };
      IgniteNode node = IgniteNode.open(directory.resolve("ignite"), disk);
      FrameSegments segments = FrameSegments.open(directory.resolve("frames"), 1 << 20, disk);
      GroupingCommitLane lane =
          new GroupingCommitLane(
              LaneConfigs.every(Duration.ofMillis(1)), node, segments, LaneListener.NONE);
      FrameStore frames = new FrameStore(segments, damage -> {});
      Escalations escalations =
          new Escalations(
              new EscalationIntakeConfig(16, 100_000, 0.2, 0.2, null),
              CameraDeployments.ALL_DEFAULT,
              QuotaMeter.unlimited(),
              new DurableEscalationStore(node, lane),
              frames,
              Clock.systemUTC());
      check(directory, escalations, frames);
      started = true;
      for (int i = firstFrame; ; i += FRAMES_AT_ONCE) {
        List<CompletableFuture<?>> writes = new ArrayList<>();
        for (int k = i; k < i + FRAMES_AT_ONCE; k++) {
          int number = k;
          CompletableFuture<Void> verdict =
              escalations
                  .offer(frame(number))
                  .thenAccept(e -> System.out.println("accepted " + number))
                  .thenCompose(
                      done ->
                          escalations.answer(
                              Scratch.frameId(number),
                              List.of(Scratch.detection("open", number % 40)),
                              "t".repeat(64)))
                  .thenRun(() -> System.out.println("answered " + number));
          writes.add(verdict);
        }
        writes.forEach(CompletableFuture::join);
        System.out.flush();
      }
    }

    private static void check(Path directory, Escalations escalations, FrameStore frames)
        throws Exception {
      for (String line : Files.readAllLines(directory.resolve("acknowledged"))) {
        int number = Integer.parseInt(line.substring(line.indexOf(' ') + 1));
        AcceptedEscalation e =
            escalations
                .queries()
                .find(Scratch.frameId(number))
                .orElseThrow(() -> new AssertionError("lost: " + line));
        if (!Arrays.equals(frames.read(e.frameSha256()), frame(number).jpeg())) {
          throw new AssertionError("another picture: " + line);
        }
        if (line.startsWith("answered")
            && (e.verdict() == null || e.verdict().detections().get(0).box().x1() != number % 40)) {
          throw new AssertionError("another verdict: " + line);
        }
      }
      if (escalations.queries().totals().waiting() + escalations.queries().totals().answered()
          != escalations.queries().totals().accepted()) {
        throw new AssertionError("the counts do not agree: " + escalations.queries().totals());
      }
      System.out.println("checked");
    }
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

  @Test
  void nothingAcknowledgedIsLostByAFewKills() throws Exception {
    kill(3);
  }

  @Test
  @Tag("slow")
  void nothingAcknowledgedIsLostByAHundredKills() throws Exception {
    kill(100);
  }

  private void kill(int times) throws Exception {
    Random random = new Random(times);
    List<String> acknowledged = new ArrayList<>();
    int frame = 0;
    for (int i = 0; i <= times; i++) {
      Files.write(directory.resolve("acknowledged"), acknowledged);
      List<String> output = run(1 + random.nextInt(12), frame);
      assertThat(output).as("process %s", i).contains("checked");
      output.stream().filter(l -> l.matches("(accepted|answered) \\d+")).forEach(acknowledged::add);
      frame += 10_000;
    }
    assertThat(acknowledged).hasSizeGreaterThan(times);
  }

  private List<String> run(int killAtSync, int firstFrame)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("src/main/resources/ignite.jvm.options").toAbsolutePath(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                directory.toString(),
                Integer.toString(killAtSync),
                Integer.toString(firstFrame))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = process.inputReader()) {
      return output.lines().toList();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
