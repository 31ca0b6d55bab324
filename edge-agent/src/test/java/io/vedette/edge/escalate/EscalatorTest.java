package io.vedette.edge.escalate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Frame;
import io.vedette.detector.Picture;
import io.vedette.detector.head.Hints;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.Await;
import io.vedette.edge.TestModels;
import io.vedette.edge.fusion.VerdictFusion;
import io.vedette.edge.motion.GlobalMotion;
import io.vedette.edge.outbox.Escalation;
import io.vedette.edge.outbox.Outbox;
import io.vedette.edge.outbox.OutboxConfig;
import io.vedette.edge.outbox.Settlement;
import io.vedette.edge.pipeline.FrameResult;
import io.vedette.edge.pipeline.StudentConfig;
import io.vedette.edge.pipeline.StudentDetector;
import io.vedette.edge.pipeline.StudentDetectors;
import io.vedette.edge.telemetry.FramePlace;
import io.vedette.edge.view.Region;
import io.vedette.edge.view.View;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a frame reaches the outbox. Frames are 640 by 480, a tenth of a second apart. */
class EscalatorTest {

  private static final Detection DOUBTFUL =
      new Detection(new Box(300, 200, 360, 250), 0, "open", 0.51f);

  @TempDir Path folder;

  private final VerdictFusion fusion = new VerdictFusion();
  private StudentDetector student;
  private Outbox outbox;
  private int frames;

  @BeforeEach
  void open() throws Exception {
    student =
        StudentDetectors.infer(TestModels.write(folder, 1), Hints.NONE, StudentConfig.defaults())
            .open();
    outbox = Outbox.open(folder.resolve("outbox"), OutboxConfig.defaults());
  }

  @AfterEach
  void close() throws Exception {
    outbox.close();
    student.close();
  }

  private Escalator asks(String framing, double audits) throws Exception {
    EscalationConfig config =
        new EscalationConfig(1e9, 10, audits, 0.01, 0.01, 90, 7, "random", 0, null, framing, false);
    return Escalator.open(config, "a", folder.resolve("escalation"), outbox);
  }

  private FrameResult frame(Detection seen) {
    return frame(seen, false);
  }

  private FrameResult frame(Detection seen, boolean damaged) {
    long millis = 100L * frames;
    return new FrameResult(
        new Frame(
            "gate",
            frames++,
            Instant.ofEpochMilli(millis),
            new Picture(640, 480, new byte[640 * 480 * 3]),
            damaged),
        millis,
        student,
        new View.Sorted(List.of(seen), List.of()),
        fusion.onFrame(List.of(seen), List.of(), 0.5f, millis, 640, 480),
        fusion.refuted(),
        View.OPEN,
        0,
        1);
  }

  /** The question that the next frame leads to. */
  private Escalation question(Escalator escalator) throws Exception {
    escalator.onResult(frame(DOUBTFUL));
    Await.until("it is in the outbox", () -> outbox.size() == 1);
    Escalation question = outbox.next(id -> true).orElseThrow();
    outbox.settle(question.id(), Settlement.VERDICT);
    return question;
  }

  @Test
  void aRegionTravelsInItsOwnPixelsOnceTheWholeFrameWasShown() throws Exception {
    try (Escalator escalator = asks("regions", -1)) {
      assertThat(question(escalator).picture().part()).isNull();
      Escalation question = question(escalator);
      Region region = shown(question.picture().part());
      assertThat(region.isWhole()).isFalse();
      assertThat(region.judges(DOUBTFUL.box())).isTrue();
      Picture sent = Pictures.decode(question.picture().jpeg(), "sent");
      assertThat(new int[] {sent.width(), sent.height()})
          .containsExactly(region.width(), region.height())
          .containsExactly(question.picture().width(), question.picture().height());
      assertThat(region.outside(question.student().detections())).containsExactly(DOUBTFUL);
      assertThat(question.student().detections()).isNotEqualTo(List.of(DOUBTFUL));
    }
  }

  @Test
  void anAuditIsOfTheWholeFrame() throws Exception {
    try (Escalator escalator = asks("regions", 1)) {
      for (int i = 0; i < 3; i++) {
        Escalation question = question(escalator);
        assertThat(question.cause().audit()).isTrue();
        assertThat(question.picture().part()).isNull();
      }
    }
  }

  @Test
  void aDamagedFrameIsNeverAskedAboutNotEvenForAnAudit() throws Exception {
    try (Escalator escalator = asks("whole", 1)) {
      for (int i = 0; i < 20; i++) {
        escalator.onResult(frame(DOUBTFUL, true));
      }
      assertThat(question(escalator).source().sequence()).isEqualTo(20);
    }
  }

  @Test
  void aFrameInWhichMasksCannotBePlacedIsNeverAskedAboutNotEvenForAnAudit() throws Exception {
    try (Escalator escalator = asks("whole", 1)) {
      for (int i = 0; i < 20; i++) {
        escalator.onResult(withheld(frame(DOUBTFUL)));
      }
      assertThat(question(escalator).source().sequence()).isEqualTo(20);
    }
  }

  private static FrameResult withheld(FrameResult of) {
    return new FrameResult(
        of.frame(),
        of.steadyMillis(),
        of.student(),
        of.detections(),
        of.tracked(),
        of.refuted(),
        of.view(),
        of.unseenMotion(),
        of.latencyMillis(),
        GlobalMotion.UNKNOWN,
        true,
        FramePlace.NONE);
  }

  @Test
  void wholeFramesAreAskedAboutUnlessConfiguredOtherwise() throws Exception {
    try (Escalator escalator = asks("whole", -1)) {
      assertThat(question(escalator).picture().part()).isNull();
      assertThat(question(escalator).picture().part()).isNull();
    }
  }

  private static Region shown(@Nullable Region region) {
    assertThat(region).isNotNull();
    return Objects.requireNonNull(region);
  }
}
