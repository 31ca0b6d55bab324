package io.vedette.edge.fusion;

import static io.vedette.edge.fusion.FusionScene.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Detection;
import io.vedette.edge.track.Track;
import io.vedette.edge.track.Track.Standing;
import io.vedette.edge.track.TrackedDetection;
import io.vedette.edge.track.TrackedFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictFusionTest {

  private final VerdictFusion fusion = new VerdictFusion();

  private TrackedFrame frame(long millis, Detection... seen) {
    return FusionScene.frame(fusion, millis, seen);
  }

  private static List<Detection> objects(TrackedFrame frame) {
    return frame.tracks().stream().map(Track::detection).toList();
  }

  @Test
  void withoutAVerdictTheStudentsOwnDetectionsAreShownAndNoOthers() {
    assertThat(objects(frame(0, at(100, "cat", 0.6f), at(300, "cat", 0.3f))))
        .containsExactly(at(100, "cat", 0.6f));
    TrackedFrame second = frame(40, at(103, "cat", 0.55f));
    assertThat(objects(second)).containsExactly(at(103, "cat", 0.55f));
    // faint now: it is followed, and not shown
    assertThat(objects(frame(80, at(106, "cat", 0.4f)))).isEmpty();
    assertThat(frame(120, at(109, "cat", 0.6f)).tracks())
        .extracting(Track::id)
        .containsExactly(second.tracks().get(0).id());
  }

  @Test
  void anObjectThatOnlyTheTeacherSeesMovesAsItsFaintCandidateDoes() {
    frame(0, at(100, "cat", 0.1f));
    fusion.onVerdict(List.of(at(104, "cat", 0.9f)), 0);
    TrackedFrame last = frame(0);
    for (int i = 1; i <= 20; i++) {
      last = frame(40L * i, at(100 + 5 * i, "cat", 0.1f));
    }
    assertThat(last.tracks()).extracting(Track::standing).containsExactly(Standing.ADDED);
    assertThat(objects(last).get(0).score()).isEqualTo(0.9f);
    assertThat(objects(last).get(0).box().iou(at(204, "cat", 0).box())).isGreaterThan(0.7f);
  }

  @Test
  void whatTheStudentNeverSeesGoesOnAsTwoVerdictsSawItMoveAndFadesAfterTwoSeconds() {
    frame(0);
    fusion.onVerdict(List.of(at(100, "cat", 0.9f)), 0);
    long id = frame(100).tracks().get(0).id();
    fusion.onVerdict(List.of(at(110, "cat", 0.9f)), 100);
    frame(150);
    TrackedFrame later = frame(400);
    assertThat(later.tracks()).extracting(Track::id).containsExactly(id);
    // half of what one step says is believed
    assertThat(objects(later).get(0).box().x1()).isBetween(120f, 130f);
    assertThat(frame(2_000).tracks()).hasSize(1);
    assertThat(frame(2_200).tracks()).isEmpty();
  }

  @Test
  void aConfirmedObjectKeepsItsNumberAndHasTheTeachersBox() {
    TrackedFrame first = frame(0, at(100, "cat", 0.7f));
    fusion.onVerdict(List.of(at(112, "cat", 0.9f)), 0);
    TrackedFrame second = frame(40, at(100, "cat", 0.7f));
    assertThat(second.tracks()).extracting(Track::standing).containsExactly(Standing.CONFIRMED);
    assertThat(second.tracks().get(0).id()).isEqualTo(first.tracks().get(0).id());
    assertThat(second.seen())
        .containsExactly(new TrackedDetection(at(100, "cat", 0.7f), first.tracks().get(0).id()));
    assertThat(objects(second).get(0).box().x1()).isEqualTo(112);
  }

  @Test
  void aWrongNameIsCorrectedAndWhatIsNotThereStaysAway() {
    frame(0, at(100, "dog", 0.7f), at(300, "cat", 0.7f));
    long wrong = frame(40, at(100, "dog", 0.7f), at(300, "cat", 0.7f)).tracks().get(1).id();
    fusion.onVerdict(List.of(at(100, "cat", 0.9f)), 40);
    for (int i = 2; i < 20; i++) {
      TrackedFrame frame = frame(40L * i, at(100 + i, "dog", 0.7f), at(300 + 2 * i, "cat", 0.7f));
      assertThat(frame.tracks()).extracting(Track::standing).containsExactly(Standing.RELABELLED);
      assertThat(objects(frame).get(0).label()).isEqualTo("cat");
      assertThat(fusion.refuted()).contains(wrong);
    }
  }

  @Test
  void whatWasDeniedStaysAwayWhileItIsSeenAndIsBelievedOnceItWasGoneForAWhile() {
    frame(0, at(300, "cat", 0.7f));
    fusion.onVerdict(List.of(), 0);
    for (int i = 1; i < 100; i++) {
      assertThat(objects(frame(100L * i, at(300, "cat", 0.6f)))).isEmpty();
    }
    assertThat(fusion.refuted()).hasSize(1);
    frame(11_000);
    frame(12_100);
    assertThat(fusion.refuted()).isEmpty();
    assertThat(objects(frame(12_200, at(300, "cat", 0.7f)))).hasSize(1);
  }

  @Test
  void aVerdictIsTheWholeTruthOfItsFrame() {
    frame(0);
    fusion.onVerdict(List.of(at(100, "cat", 0.9f), at(400, "cat", 0.9f)), 0);
    assertThat(frame(40).tracks()).hasSize(2);
    fusion.onVerdict(List.of(at(400, "cat", 0.9f)), 40);
    assertThat(objects(frame(80))).containsExactly(at(400, "cat", 0.9f));
  }

  @Test
  void verdictsCountAsIfTheyHadComeInTimeHoweverLateAndInWhateverOrder() {
    VerdictFusion prompt = new VerdictFusion();
    VerdictFusion late = new VerdictFusion();
    List<Detection> first = List.of(at(100, "cat", 0.9f), at(400, "dog", 0.8f));
    List<Detection> second = List.of(at(130, "cat", 0.8f));
    for (int i = 0; i <= 12; i++) {
      Detection[] seen = {at(100 + 6 * i, "cat", 0.2f), at(400 + i, "cat", 0.7f)};
      FusionScene.frame(prompt, 40L * i, seen);
      FusionScene.frame(late, 40L * i, seen);
      if (i == 0) {
        prompt.onVerdict(first, 0);
      }
      if (i == 5) {
        prompt.onVerdict(second, 200);
      }
    }
    late.onVerdict(second, 200);
    late.onVerdict(first, 0);
    Detection[] now = {at(180, "cat", 0.2f), at(413, "cat", 0.7f)};
    assertThat(objects(FusionScene.frame(late, 520, now)))
        .isEqualTo(objects(FusionScene.frame(prompt, 520, now)));
    assertThat(objects(FusionScene.frame(late, 560, now))).isNotEmpty();
  }

  @Test
  void aLateVerdictKeepsTheNumbersThatANewerOneGave() {
    frame(0);
    frame(40);
    fusion.onVerdict(List.of(at(100, "cat", 0.9f)), 40);
    long id = frame(80).tracks().get(0).id();
    fusion.onVerdict(List.of(), 0);
    assertThat(frame(120).tracks()).extracting(Track::id).containsExactly(id);
  }

  @Test
  void anObjectThatLeftThePictureSinceIsNotShown() {
    for (int i = 0; i < 10; i++) {
      frame(40L * i, at(540 + 10 * i, "cat", 0.2f));
    }
    fusion.onVerdict(List.of(at(540, "cat", 0.9f)), 0);
    assertThat(frame(400).tracks()).isEmpty();
  }

  @Test
  void aVerdictOnAFrameThatNobodyRemembersChangesNothing() {
    frame(0, at(100, "cat", 0.7f));
    fusion.onVerdict(List.of(at(300, "cat", 0.9f)), Long.MIN_VALUE);
    assertThat(objects(frame(40, at(100, "cat", 0.7f)))).containsExactly(at(100, "cat", 0.7f));
    frame(20_000);
    fusion.onVerdict(List.of(at(300, "cat", 0.9f)), 40);
    assertThat(frame(20_040).tracks()).isEmpty();
  }

  @Test
  void whatIsNewShortlyAfterAVerdictIsShownOnceVerdictsFindSuchRight() {
    List<Boolean> shown = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      long millis = 10_000L + 100L * i;
      // each time elsewhere: nothing there was denied
      Detection news = at(10 + 90 * (i % 6), "cat", 0.55f);
      shown.add(!frame(millis, news).tracks().isEmpty());
      fusion.onVerdict(List.of(news), millis);
      frame(millis + 10);
      fusion.onVerdict(List.of(), millis + 10);
    }
    assertThat(shown.subList(1, 4)).containsOnly(false);
    assertThat(shown.subList(15, 20)).containsOnly(true);
  }

  @Test
  void aPictureOfAnotherSizeBeginsAnew() {
    frame(0);
    fusion.onVerdict(List.of(at(100, "cat", 0.9f)), 0);
    TrackedFrame larger =
        fusion.onFrame(List.of(), List.of(), FusionScene.THRESHOLD, 40, 1280, 960);
    assertThat(larger.tracks()).isEmpty();
  }

  @Test
  void noTwoObjectsHaveOneNumber() {
    // the student's box lies between two of the teacher's, of which the second was known before
    frame(0, at(100, "cat", 0.7f));
    fusion.onVerdict(List.of(at(100, "cat", 0.9f)), 0);
    frame(40, at(100, "cat", 0.7f));
    fusion.onVerdict(List.of(at(90, "dog", 0.9f), at(104, "cat", 0.9f)), 40);
    assertThat(frame(80, at(100, "cat", 0.7f)).tracks())
        .hasSize(2)
        .extracting(Track::id)
        .doesNotHaveDuplicates();
  }
}
