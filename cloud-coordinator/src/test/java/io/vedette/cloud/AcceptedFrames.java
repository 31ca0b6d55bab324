package io.vedette.cloud;

import io.vedette.cloud.commit.DurableEscalationStore;
import io.vedette.cloud.commit.GroupingCommitLane;
import io.vedette.cloud.commit.LaneConfigs;
import io.vedette.cloud.commit.LaneListener;
import io.vedette.cloud.disk.DiskListener;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.CameraDeployments;
import io.vedette.cloud.escalation.EscalationIntakeConfig;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.escalation.StoreCheck;
import io.vedette.cloud.escalation.SubmittedFrame;
import io.vedette.cloud.escalation.TeacherVerdict;
import io.vedette.cloud.frame.DamagedFrameException;
import io.vedette.cloud.frame.FrameStore;
import io.vedette.cloud.quota.QuotaMeter;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * A data directory with frames that were accepted, half of them with a verdict, as a killed process
 * leaves it; and the check that all of them are still there.
 */
public final class AcceptedFrames {

  static final int HALTED = 7;

  private static final long SEGMENT_BYTES = 64 << 10;
  private static final int FRAMES = 120;
  private static final int ANSWERED = 60;

  private AcceptedFrames() {}

  /** Makes the directory, and halts without closing anything. */
  public static void main(String[] arguments) throws Exception {
    CoordinatorStores stores = open(Path.of(arguments[0]));
    Opened opened = Opened.of(stores, new ArrayList<>());
    for (int i = 0; i < FRAMES; i++) {
      opened.escalations.offer(frame(i)).join();
      if (answered(i)) {
        opened
            .escalations
            .answer(Scratch.frameId(i), List.of(Scratch.detection("open", i)), "e".repeat(64))
            .join();
      }
    }
    Runtime.getRuntime().halt(HALTED);
  }

  private static boolean answered(int number) {
    return number % 2 == 0 && number / 2 < ANSWERED;
  }

  private static CoordinatorStores open(Path data) throws IOException {
    return CoordinatorStores.open(data, SEGMENT_BYTES, DiskListener.NONE);
  }

  /** The parts of a coordinator that keep frames. */
  private record Opened(Escalations escalations, FrameStore frames, GroupingCommitLane lane) {

    static Opened of(CoordinatorStores stores, List<String> damage) {
      GroupingCommitLane lane =
          new GroupingCommitLane(
              LaneConfigs.every(Duration.ZERO),
              stores.node(),
              stores.segments(),
              LaneListener.NONE);
      FrameStore frames = new FrameStore(stores.segments(), damage::add);
      Escalations escalations =
          new Escalations(
              EscalationIntakeConfig.defaults(),
              CameraDeployments.ALL_DEFAULT,
              QuotaMeter.unlimited(),
              new DurableEscalationStore(stores.node(), lane),
              frames,
              InstantSource.system());
      return new Opened(escalations, frames, lane);
    }
  }

  private static byte[] jpeg(int number) throws Exception {
    byte[] pixels = new byte[64 * 64 * 3];
    new Random(number).nextBytes(pixels);
    return Pictures.encodeJpeg(new Picture(64, 64, pixels), 80);
  }

  private static SubmittedFrame frame(int number) throws Exception {
    return new SubmittedFrame(
        Scratch.frameId(number),
        "agent-1",
        "line",
        number,
        1_000,
        jpeg(number),
        64,
        64,
        List.of(),
        "b".repeat(64),
        0.5f,
        "uncertain",
        false,
        null);
  }

  /** "HARMLESS", or "REPORTED why", or "SILENT what"; one line. */
  static String check(Path data) {
    List<String> damage = new ArrayList<>();
    try (CoordinatorStores stores = open(data)) {
      Opened opened = Opened.of(stores, damage);
      try (GroupingCommitLane lane = opened.lane) {
        damage.addAll(
            StoreCheck.run(opened.escalations, stores.segments(), stores.node().lostWrites()));
        return check(opened, damage);
      }
    } catch (Exception e) {
      return "REPORTED " + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
  }

  /** What is done while the stores are open. */
  interface Work {
    void with(Callable<String> check) throws Exception;
  }

  /** Opens the stores once; the check may be called again and again. */
  static void whileOpen(Path data, Work work) throws Exception {
    List<String> damage = new ArrayList<>();
    try (CoordinatorStores stores = open(data)) {
      Opened opened = Opened.of(stores, damage);
      try (GroupingCommitLane lane = opened.lane) {
        work.with(
            () -> {
              damage.clear();
              return check(opened, damage);
            });
      }
    }
  }

  private static String check(Opened opened, List<String> damage) throws Exception {
    for (int i = 0; i < FRAMES; i++) {
      String wrong = wrong(i, opened);
      if (!wrong.isEmpty() && damage.isEmpty()) {
        return "SILENT frame " + i + ": " + wrong;
      }
    }
    return damage.isEmpty() ? "HARMLESS" : "REPORTED " + damage.get(0);
  }

  /** What is wrong with a frame; empty: nothing. A damaged picture reports itself. */
  private static String wrong(int number, Opened opened) throws Exception {
    Optional<AcceptedEscalation> found = opened.escalations.queries().find(Scratch.frameId(number));
    if (found.isEmpty()) {
      return "is not there";
    }
    AcceptedEscalation frame = found.get();
    if (answered(number) == frame.waiting()) {
      return answered(number) ? "has no verdict" : "has a verdict";
    }
    TeacherVerdict verdict = frame.verdict();
    if (verdict != null
        && !verdict.detections().equals(List.of(Scratch.detection("open", number)))) {
      return "has another verdict";
    }
    byte[] picture;
    try {
      picture = opened.frames.read(frame.frameSha256());
    } catch (DamagedFrameException reported) {
      return "";
    }
    return Arrays.equals(picture, jpeg(number)) ? "" : "has another picture";
  }
}
