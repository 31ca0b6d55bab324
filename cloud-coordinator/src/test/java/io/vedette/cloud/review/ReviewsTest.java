package io.vedette.cloud.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.disk.DiskListener;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.CameraDeployments;
import io.vedette.cloud.escalation.EscalationIntakeConfig;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.escalation.InMemoryEscalationStore;
import io.vedette.cloud.frame.FrameSegments;
import io.vedette.cloud.frame.FrameStore;
import io.vedette.cloud.quota.QuotaMeter;
import io.vedette.cloud.quota.TeachingPolicy;
import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewsTest {

  private static final String DEPLOYMENT = CameraDeployments.DEFAULT;

  @TempDir Path directory;

  private final InMemoryEscalationStore frames = new InMemoryEscalationStore();
  private final InMemoryReviewStore stored = new InMemoryReviewStore();
  private long nowMs = 10_000;
  private Reviews reviews;

  @BeforeEach
  void open() throws Exception {
    Escalations escalations =
        new Escalations(
            new EscalationIntakeConfig(0, 0, 0.5, 0.5, null),
            (agent, camera) -> DEPLOYMENT,
            new QuotaMeter(name -> TeachingPolicy.DEFAULT, () -> nowMs),
            frames,
            new FrameStore(FrameSegments.open(directory, 1 << 20, DiskListener.NONE), damage -> {}),
            () -> Instant.ofEpochMilli(nowMs));
    reviews =
        new Reviews(
            stored,
            escalations.queries(),
            name -> List.of("open", "short"),
            () -> Instant.ofEpochMilli(nowMs++));
  }

  /** The student has one "open" at 5. */
  private AcceptedEscalation answered(int number, boolean audit, Detection... teacher) {
    AcceptedEscalation frame =
        Scratch.answered(
            Scratch.escalation(Scratch.frameId(number), audit, false), List.of(teacher));
    frames.settle(frame).join();
    reviews.settled(frame);
    return frame;
  }

  private static List<String> ids(List<AcceptedEscalation> frames) {
    return frames.stream().map(AcceptedEscalation::id).toList();
  }

  @Test
  void framesThatDifferAndAuditsComeNextUntilTheyAreReviewed() {
    answered(1, false, Scratch.detection("open", 5));
    AcceptedEscalation differs = answered(2, false, Scratch.detection("short", 5));
    AcceptedEscalation audit = answered(3, true, Scratch.detection("open", 5));

    assertThat(ids(reviews.next(DEPLOYMENT, ReviewPurpose.LEARNING, 10)))
        .containsExactly(differs.id());
    assertThat(ids(reviews.next(DEPLOYMENT, ReviewPurpose.ESTIMATE, 10)))
        .containsExactly(audit.id());

    Review review = reviews.submit(audit.id(), null, "ada").join();

    assertThat(review.sampled()).isTrue();
    assertThat(review.objects()).extracting(Detection::label).containsExactly("open");
    assertThat(reviews.next(DEPLOYMENT, ReviewPurpose.ESTIMATE, 10)).isEmpty();
    assertThat(reviews.count(DEPLOYMENT)).isEqualTo(1);
    assertThat(reviews.frames()).containsExactly(audit.frameSha256());
  }

  @Test
  void anAuditThatDiffersIsNotToLearnFrom() {
    AcceptedEscalation audit = answered(1, true, Scratch.detection("short", 5));

    assertThat(reviews.next(DEPLOYMENT, ReviewPurpose.LEARNING, 10)).isEmpty();
    assertThat(ids(reviews.next(DEPLOYMENT, ReviewPurpose.ESTIMATE, 10)))
        .containsExactly(audit.id());
    assertThat(reviews.next("unheard", ReviewPurpose.LEARNING, 10)).isEmpty();
    assertThat(reviews.count("unheard")).isZero();
  }

  @Test
  void aReviewOutranksTheVerdictAndALaterOneReplacesIt() {
    AcceptedEscalation frame = answered(1, false, Scratch.detection("short", 5));
    assertThat(reviews.truth(frame)).extracting(Detection::label).containsExactly("short");

    reviews.submit(frame.id(), List.of(Scratch.detection("open", 6)), "ada").join();
    assertThat(reviews.truth(frame)).extracting(Detection::label).containsExactly("open");

    reviews.submit(frame.id(), List.of(), "bob").join();
    assertThat(reviews.truth(frame)).isEmpty();
    assertThat(reviews.of(frame.id())).map(Review::reviewer).contains("bob");
    assertThat(reviews.count(DEPLOYMENT)).isEqualTo(1);
  }

  @Test
  void whatIsWrongIsRefusedInOneLine() {
    AcceptedEscalation frame = answered(1, false, Scratch.detection("short", 5));
    AcceptedEscalation waiting = Scratch.escalation(Scratch.frameId(2), false, false);
    frames.settle(waiting).join();

    assertThatThrownBy(() -> reviews.submit("gone", List.of(), "ada"))
        .hasMessage("gone: no such escalation is kept");
    assertThatThrownBy(() -> reviews.submit(waiting.id(), List.of(), "ada"))
        .hasMessageEndingWith("waits for its teacher; review it afterwards");
    assertThatThrownBy(
            () -> reviews.submit(frame.id(), List.of(Scratch.detection("zebra", 5)), "ada"))
        .hasMessage("label 'zebra': default does not have it; it has open, short");
    assertThatThrownBy(
            () -> reviews.submit(frame.id(), List.of(Scratch.detection("open", 900)), "ada"))
        .hasMessage("a box of 'open' has no area on the picture");
    Detection noNumber = new Detection(new Box(Float.NaN, 0, 9, 9), 0, "open", 1);
    assertThatThrownBy(() -> reviews.submit(frame.id(), List.of(noNumber), "ada"))
        .hasMessage("a box of 'open' has no area on the picture");
    assertThat(reviews.count(DEPLOYMENT)).isZero();
  }

  @Test
  void aFrameThatIsNoLongerKeptIsLeftOut() {
    AcceptedEscalation gone = answered(1, true, Scratch.detection("short", 5));
    AcceptedEscalation kept = answered(2, true, Scratch.detection("short", 5));
    frames.remove(List.of(gone.id())).join();

    assertThat(ids(reviews.next(DEPLOYMENT, ReviewPurpose.ESTIMATE, 1))).containsExactly(kept.id());
    assertThat(reviews.waiting(DEPLOYMENT, ReviewPurpose.ESTIMATE)).isEqualTo(1);
  }

  @Test
  void accuracyComesFromReviewsHelpedByVerdictsAndIsTheSameAfterARestart() throws Exception {
    // The student is right on nine of ten frames, and the teacher knows it.
    for (int i = 0; i < 400; i++) {
      answered(i, true, Scratch.detection(i % 10 == 0 ? "short" : "open", 5));
    }
    List<String> sample =
        new ArrayList<>(ids(reviews.next(DEPLOYMENT, ReviewPurpose.ESTIMATE, 60)));
    sample.forEach(id -> reviews.submit(id, null, "ada").join());

    ReviewedModel model = reviews.accuracy(DEPLOYMENT).get(0);

    assertThat(model.audits()).isEqualTo(400);
    assertThat(model.reviewed()).isEqualTo(60);
    assertThat(model.student().f1().value()).isCloseTo(0.9, within(1e-9));
    assertThat(model.teacher().f1().value()).isEqualTo(1);
    assertThat(model.teacher().f1().low()).isBetween(0.85, 0.99);
    double helped = model.student().f1().high() - model.student().f1().low();
    double alone = model.studentByReviews().f1().high() - model.studentByReviews().f1().low();
    assertThat(helped).isLessThan(alone / 2);

    open();

    assertThat(reviews.accuracy(DEPLOYMENT))
        .usingRecursiveComparison()
        .withEqualsForType((a, b) -> Math.abs(a - b) < 1e-9, Double.class)
        .isEqualTo(List.of(model));
  }

  @Test
  void aChosenFrameDoesNotCountInTheEstimate() {
    for (int i = 0; i < 300; i++) {
      answered(i, true, Scratch.detection("open", 5));
    }
    List<String> order = ids(reviews.next(DEPLOYMENT, ReviewPurpose.ESTIMATE, 300));

    Review first = reviews.submit(order.get(0), null, "ada").join();
    Review chosen = reviews.submit(order.get(299), null, "ada").join();

    assertThat(first.sampled()).isTrue();
    assertThat(chosen.sampled()).isFalse();
    assertThat(reviews.accuracy(DEPLOYMENT).get(0).reviewed()).isEqualTo(1);
  }
}
