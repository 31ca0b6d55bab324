package io.vedette.cloud.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.disk.DiskListener;
import io.vedette.cloud.frame.FrameSegments;
import io.vedette.cloud.frame.FrameStore;
import io.vedette.cloud.quota.QuotaMeter;
import io.vedette.cloud.quota.Quotas;
import io.vedette.cloud.quota.TeachingPolicy;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EscalationsTest {

  private static final byte[] JPEG = jpeg();

  @TempDir Path directory;

  /** A store whose disk takes a write when the test says so. */
  private final InMemoryEscalationStore kept = new InMemoryEscalationStore();

  private final Deque<Runnable> disk = new ArrayDeque<>();
  private boolean failing;
  private long nowMs = 1_000;
  private FrameStore frames;
  private Quotas quotas = Quotas.NONE;

  private final class SlowStore implements EscalationStore {
    private <T> CompletableFuture<T> later(Supplier<CompletableFuture<T>> write) {
      CompletableFuture<T> done = new CompletableFuture<>();
      disk.add(
          () -> {
            if (failing) {
              done.completeExceptionally(new IOException("no space left on device"));
            } else {
              write.get().thenAccept(done::complete);
            }
          });
      return done;
    }

    @Override
    public CompletableFuture<AcceptedEscalation> accept(AcceptedEscalation e, byte[] jpeg) {
      return later(() -> kept.accept(e, jpeg));
    }

    @Override
    public CompletableFuture<Void> settle(AcceptedEscalation e) {
      return later(() -> kept.settle(e));
    }

    @Override
    public CompletableFuture<Void> remove(Collection<String> ids) {
      return later(() -> kept.remove(ids));
    }

    @Override
    public Optional<AcceptedEscalation> find(String id) {
      return kept.find(id);
    }

    @Override
    public void forEach(Consumer<AcceptedEscalation> action) {
      kept.forEach(action);
    }
  }

  private static byte[] jpeg() {
    try {
      return Pictures.encodeJpeg(new Picture(64, 64, new byte[64 * 64 * 3]), 80);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void open() throws IOException {
    frames =
        new FrameStore(
            FrameSegments.open(directory.resolve("frames"), 1 << 20, DiskListener.NONE),
            damage -> {});
  }

  private Escalations escalations(int maxWaiting, FrameRetentionConfig retention) {
    return new Escalations(
        new EscalationIntakeConfig(16, maxWaiting, 0.2, 0.2, retention),
        (agentId, cameraId) -> cameraId.equals("belt") ? "boards" : CameraDeployments.DEFAULT,
        new QuotaMeter(
            name -> new TeachingPolicy("teacher", name.equals("boards") ? quotas : Quotas.NONE, 1),
            () -> nowMs),
        new SlowStore(),
        frames,
        () -> Instant.ofEpochMilli(nowMs));
  }

  private static SubmittedFrame frame(int number) {
    return new SubmittedFrame(
        Scratch.frameId(number),
        "agent-" + number % 50,
        "line",
        number,
        0,
        JPEG,
        64,
        64,
        List.of(),
        "",
        0.5f,
        "uncertain",
        false,
        null);
  }

  private void write(int writes) {
    for (int i = 0; i < writes; i++) {
      disk.remove().run();
    }
  }

  private void writeAll() {
    while (!disk.isEmpty()) {
      disk.remove().run();
    }
  }

  @Test
  void aFrameIsAcknowledgedWhenItIsDurableAndOnlyOnceStored() throws Exception {
    Escalations escalations = escalations(10, null);
    CompletableFuture<AcceptedEscalation> first = escalations.offer(frame(1));
    CompletableFuture<AcceptedEscalation> again = escalations.offer(frame(1));
    assertThat(first).isNotDone();
    assertThat(disk).hasSize(1);

    write(1);

    assertThat(first).isCompleted();
    assertThat(again).isCompleted();
    assertThat(escalations.offer(frame(1))).isCompleted();
    assertThat(escalations.queries().totals().accepted()).isEqualTo(1);
  }

  @Test
  void aFrameThatTheDiskRefusedIsStoredWhenItIsSentAgain() throws Exception {
    Escalations escalations = escalations(1, null);
    failing = true;
    CompletableFuture<AcceptedEscalation> refused = escalations.offer(frame(1));
    write(1);
    assertThatThrownBy(refused::join).hasMessageContaining("no space left");
    assertThat(escalations.room()).isEqualTo(1);

    failing = false;
    CompletableFuture<AcceptedEscalation> again = escalations.offer(frame(1));
    write(1);
    assertThat(again).isCompleted();
  }

  @Test
  void aVerdictThatTheDiskRefusedLeavesTheFrameWaiting() throws Exception {
    Escalations escalations = escalations(10, null);
    List<String> settled = new ArrayList<>();
    escalations.add(
        new Escalations.Listener() {
          @Override
          public void settled(AcceptedEscalation escalation) {
            settled.add(escalation.id());
          }
        });
    String id = frame(1).id();
    escalations.offer(frame(1));
    write(1);
    failing = true;
    CompletableFuture<Void> refused = escalations.answer(id, List.of(), "t".repeat(64));
    write(1);
    assertThat(refused).isCompletedExceptionally();
    assertThat(escalations.waiting()).containsExactly(id);

    failing = false;
    escalations.answer(id, List.of(Scratch.detection("open", 5)), "t".repeat(64));
    escalations.answer(id, List.of(), "u".repeat(64));
    writeAll();

    assertThat(settled).containsExactly(id);
    assertThat(escalations.queries().find(id))
        .hasValueSatisfying(e -> assertThat(e.verdict().detections()).hasSize(1));
  }

  /** 50 agents send 20 frames each at once; 30 may wait. */
  @Test
  void neverMoreFramesWaitThanMay() throws Exception {
    Escalations escalations = escalations(30, null);
    List<CompletableFuture<AcceptedEscalation>> offered = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      offered.add(escalations.offer(frame(i)));
    }
    int answered = 0;
    for (int step = 0; step < 5_000; step++) {
      if (!disk.isEmpty()) {
        write(1);
      }
      assertThat(escalations.waiting().size()).isLessThanOrEqualTo(30);
      List<String> waiting = escalations.waiting();
      if (step % 2 == 0 && !waiting.isEmpty()) {
        escalations.answer(waiting.get(0), List.of(), "t".repeat(64));
        answered++;
      }
    }
    writeAll();
    assertThat(answered).isGreaterThanOrEqualTo(1_000);
    assertThat(offered).allMatch(CompletableFuture::isDone);
    assertThat(escalations.queries().totals().answered()).isEqualTo(1_000);
    assertThat(escalations.room()).isEqualTo(30);
  }

  @Test
  void whatDoesNotFitBeforeTheDoorIsRefusedForNow() throws Exception {
    Escalations escalations = escalations(1, null);
    byte[] large = Arrays.copyOf(JPEG, 3 << 20);
    CompletableFuture<AcceptedEscalation> last = null;
    for (int i = 0; i < 13; i++) {
      SubmittedFrame f = frame(i);
      last =
          escalations.offer(
              new SubmittedFrame(
                  f.id(),
                  f.agentId(),
                  "line",
                  i,
                  0,
                  large,
                  64,
                  64,
                  List.of(),
                  "",
                  0.5f,
                  "",
                  false,
                  null));
    }
    CompletableFuture<AcceptedEscalation> refused = last;
    assertThatThrownBy(refused::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(NoRoomException.class);
  }

  @Test
  void theOldestBeyondTheRetentionAreForgottenAndWhatADatasetUsesIsKept() throws Exception {
    Escalations escalations =
        escalations(100, new FrameRetentionConfig(5, 0, Duration.ofDays(1), 2, 0));
    for (int i = 0; i < 12; i++) {
      nowMs++;
      escalations.offer(frame(i));
      writeAll();
      if (i < 8) {
        escalations.answer(Scratch.frameId(i), List.of(), "t".repeat(64));
      } else {
        escalations.giveUp(Scratch.frameId(i), "the teacher: no");
      }
      writeAll();
    }
    CompletableFuture<Integer> forgotten = escalations.retention().forgetExpired(Set.of(), 100);
    writeAll();
    assertThat(forgotten.join()).isEqualTo(3 + 2);
    assertThat(escalations.queries().find(Scratch.frameId(2))).isEmpty();
    assertThat(escalations.queries().find(Scratch.frameId(3))).isPresent();
    assertThat(escalations.queries().quarantine(10))
        .extracting(QuarantinedFrame::id)
        .containsExactly(Scratch.frameId(11), Scratch.frameId(10));
    assertThat(escalations.queries().quarantine(1).get(0).reason()).isEqualTo("the teacher: no");

    nowMs += Duration.ofDays(2).toMillis();
    String used = escalations.queries().find(Scratch.frameId(5)).orElseThrow().frameSha256();
    assertThat(escalations.retention().expired(Set.of(used)).frames()).isZero();
    assertThat(escalations.retention().expired(Set.of()).frames()).isEqualTo(5);
  }

  @Test
  void aDamagedPictureGoesIntoTheQuarantineAndItsVerdictStays() throws Exception {
    Escalations escalations = escalations(10, null);
    String id = frame(1).id();
    escalations.offer(frame(1));
    writeAll();
    escalations.answer(id, List.of(Scratch.detection("open", 5)), "t".repeat(64));
    writeAll();

    escalations.damaged(id, "its picture is gone");
    writeAll();

    assertThat(
            escalations.queries().answeredCount(false) + escalations.queries().answeredCount(true))
        .isZero();
    assertThat(escalations.queries().quarantine(10))
        .extracting(QuarantinedFrame::id)
        .containsExactly(id);
    assertThat(escalations.queries().find(id))
        .hasValueSatisfying(e -> assertThat(e.verdict()).isNotNull());
  }

  private static SubmittedFrame ofBelt(int number) {
    SubmittedFrame f = frame(number);
    return new SubmittedFrame(
        f.id(), f.agentId(), "belt", number, 0, JPEG, 64, 64, List.of(), "", 0.5f, "", true, null);
  }

  @Test
  void eachDeploymentHasCountsOfItsOwnAlsoAfterARestart() throws Exception {
    Escalations escalations = escalations(100, null);
    for (int i = 0; i < 12; i++) {
      escalations.offer(i % 3 == 0 ? ofBelt(i) : frame(i));
      writeAll();
      if (i < 9) {
        escalations.answer(Scratch.frameId(i), List.of(), "t".repeat(64));
        writeAll();
      }
    }
    assertThat(kept.find(Scratch.frameId(3))).map(e -> e.deployment()).contains("boards");
    for (Escalations each : List.of(escalations, escalations(100, null))) {
      DeploymentQueries boards = each.queries().of("boards");
      assertThat(boards.totals())
          .isEqualTo(new EscalationCounts(4, 3, 1, 0, 4L * JPEG.length, 4, heldOut(0, 3, 6, 9)));
      DeploymentQueries others = each.queries().of(CameraDeployments.DEFAULT);
      assertThat(others.totals().waiting()).isEqualTo(2);
      assertThat(each.queries().totals().answered()).isEqualTo(9);
      int heldOut = heldOut(0, 3, 6);
      assertThat(boards.heldOutCount(false) + boards.heldOutCount(true)).isEqualTo(heldOut);
      assertThat(boards.trainingCount()).isEqualTo(3 - heldOut);
      assertThat(boards.newestForTraining(10))
          .hasSize(3 - heldOut)
          .allMatch(e -> e.cameraId().equals("belt"));
      assertThat(each.queries().of("gone").totals()).isEqualTo(EscalationCounts.NONE);
    }
  }

  private static int heldOut(int... numbers) {
    return (int)
        Arrays.stream(numbers).filter(n -> ValidationSplit.test(Scratch.frameId(n), 0.2)).count();
  }

  @Test
  void aFloodedRetentionKeepsTheFramesOfTheOtherDeployment() throws Exception {
    Escalations escalations =
        escalations(100, new FrameRetentionConfig(6, 0, Duration.ofDays(1), 2, 0));
    for (int i = 0; i < 20; i++) {
      escalations.offer(i < 2 ? ofBelt(i) : frame(i));
      writeAll();
      escalations.answer(Scratch.frameId(i), List.of(), "t".repeat(64));
      writeAll();
    }
    escalations.retention().forgetExpired(Set.of(), 100);
    writeAll();
    assertThat(escalations.queries().find(Scratch.frameId(0))).isPresent();
    assertThat(escalations.queries().find(Scratch.frameId(1))).isPresent();
    assertThat(escalations.queries().find(Scratch.frameId(15))).isEmpty();
    DeploymentQueries boards = escalations.queries().of("boards");
    assertThat(boards.trainingCount() + boards.heldOutCount(false) + boards.heldOutCount(true))
        .isEqualTo(2);
  }

  @Test
  void aFrameBeyondAQuotaIsPutOffAndAKnownOneIsNot() throws Exception {
    quotas = new Quotas(20, null, null);
    Escalations escalations = escalations(100, null);
    escalations.offer(ofBelt(1));
    escalations.offer(ofBelt(2));
    assertThat(escalations.offer(ofBelt(1))).isNotCompletedExceptionally();
    CompletableFuture<AcceptedEscalation> third = escalations.offer(ofBelt(3));
    assertThatThrownBy(third::join)
        .hasCauseInstanceOf(NoRoomException.class)
        .hasMessageContaining("boards is at its quota of 20 frames an hour")
        .cause()
        .satisfies(e -> assertThat(((NoRoomException) e).retryAfterMs()).isEqualTo(180_000));
    assertThat(escalations.offer(frame(4))).as("of another").isNotCompletedExceptionally();

    nowMs += 180_000;
    assertThat(escalations.offer(ofBelt(3))).isNotCompletedExceptionally();
    writeAll();
    assertThat(escalations.waiting()).hasSize(4);
  }

  /** Frames of a flood that were accepted count as inside after a restart. */
  @Test
  void aFloodLeavesRoomForTheOtherAlsoAfterARestart() throws Exception {
    Escalations escalations = escalations(50, null);
    escalations.offer(ofBelt(0));
    for (int i = 1; i < 100; i++) {
      escalations.offer(frame(i));
    }
    writeAll();
    int accepted = escalations.waiting().size();
    assertThat(accepted).isBetween(35, 45);
    for (Escalations each : List.of(escalations, escalations(50, null))) {
      assertThatThrownBy(each.offer(frame(200))::join).hasCauseInstanceOf(NoRoomException.class);
      assertThat(each.offer(ofBelt(300 + disk.size()))).isNotCompletedExceptionally();
      assertThat(each.room()).isPositive();
    }
  }
}
