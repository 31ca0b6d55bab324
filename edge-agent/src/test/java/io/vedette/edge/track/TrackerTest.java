package io.vedette.edge.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.track.Track.Standing;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackerTest {

  private final Tracker tracker = new Tracker();

  private static Detection at(float x, String label) {
    return new Detection(new Box(x, 100, x + 40, 140), label.equals("short") ? 1 : 0, label, 0.8f);
  }

  private TrackedFrame frame(int n, Detection... detections) {
    return tracker.update(List.of(detections), 1_000 + n * 200L, 640, 640);
  }

  @Test
  void anObjectKeepsItsTrackWhileItMoves() {
    long id = frame(0, at(100, "open")).seen().get(0).trackId();
    frame(1, at(115, "open"));
    TrackedFrame third = frame(2, at(130, "open"));
    assertThat(third.seen().get(0).trackId()).isEqualTo(id);
    assertThat(third.tracks().get(0).velocityX()).isBetween(60f, 80f);
  }

  @Test
  void anEstablishedObjectThatIsGoneInPlainViewHasVanishedOnce() {
    for (int i = 0; i < 3; i++) {
      frame(i, at(300, "open"));
    }
    assertThat(frame(3).vanished()).hasSize(1);
    assertThat(frame(4).vanished()).isEmpty();
  }

  @Test
  void anObjectThatLeavesThePictureHasNotVanished() {
    for (int i = 0; i < 4; i++) {
      frame(i, at(540 + 18 * i, "open"));
    }
    assertThat(frame(4).vanished()).isEmpty();
  }

  @Test
  void verdictsRelabelRemoveAndAddAndAreRolledForward() {
    frame(0, at(100, "open"), at(300, "open"));
    TrackedFrame asked = frame(1, at(110, "open"), at(310, "open"));
    frame(2, at(120, "open"), at(320, "open"));
    long first = asked.seen().get(0).trackId();
    long second = asked.seen().get(1).trackId();
    tracker.apply(
        List.of(
            new TrackEdit.Relabel(first, at(110, "short")),
            new TrackEdit.Remove(second),
            new TrackEdit.Add(at(500, "short"))),
        1_200,
        1_400);
    List<Track> shown = frame(3, at(130, "open"), at(330, "open")).tracks();
    assertThat(shown)
        .extracting(Track::standing)
        .containsExactly(Standing.RELABELLED, Standing.ADDED);
    assertThat(shown.get(0).detection().label()).isEqualTo("short");
    // 50 pixels a second, for the 400 ms since the frame that was asked about
    assertThat(shown.get(1).detection().box().x1()).isBetween(518f, 522f);
  }

  @Test
  void anAddedObjectThatTheStudentFindsBecomesAnOrdinaryOneAndElseFadesAway() {
    frame(0);
    tracker.apply(
        List.of(new TrackEdit.Add(at(100, "open")), new TrackEdit.Add(at(400, "open"))),
        1_000,
        1_000);
    assertThat(frame(1, at(100, "open")).tracks())
        .extracting(Track::standing)
        .containsExactly(Standing.CONFIRMED, Standing.ADDED);
    assertThat(frame(40, at(100, "open")).tracks()).hasSize(1);
  }

  private static Detection faint(float x, String label) {
    Detection sure = at(x, label);
    return new Detection(sure.box(), sure.classId(), label, 0.15f);
  }

  private TrackedFrame frame(int n, List<Detection> sure, List<Detection> faint) {
    return tracker.update(sure, faint, 1_000 + n * 200L, 640, 640);
  }

  @Test
  void whatIsAlmostSeenContinuesATrackAndBeginsNone() {
    long id = frame(0, at(100, "open")).seen().get(0).trackId();
    frame(1, at(105, "open"));
    for (int i = 2; i < 12; i++) {
      TrackedFrame hidden =
          frame(i, List.of(), List.of(faint(100 + 5 * i, "open"), faint(400, "open")));
      assertThat(hidden.tracks()).extracting(Track::id).containsExactly(id);
      assertThat(hidden.vanished()).isEmpty();
      assertThat(hidden.tracks().get(0).detection().box().x1()).isEqualTo(100 + 5 * i);
    }
    assertThat(frame(12, at(160, "open")).seen().get(0).trackId()).isEqualTo(id);
  }

  @Test
  void anObjectThatWasHiddenForAWhileGoesOnWhereItMustBeByNow() {
    long id = frame(0, at(100, "open")).seen().get(0).trackId();
    for (int i = 1; i < 5; i++) {
      frame(i, at(100 + 10 * i, "open"));
    }
    for (int i = 5; i < 12; i++) {
      assertThat(frame(i).tracks()).isEmpty();
    }
    assertThat(frame(12, at(220, "open")).seen().get(0).trackId()).isEqualTo(id);
  }

  @Test
  void whatIsSeenOnceAndNotAgainIsForgotten() {
    long id = frame(0, at(100, "open")).seen().get(0).trackId();
    frame(1);
    assertThat(frame(2, at(100, "open")).seen().get(0).trackId()).isNotEqualTo(id);
  }

  @Test
  void objectsThatPassEachOtherKeepTheirTracks() {
    TrackedFrame first = frame(0, at(100, "open"), at(180, "open"));
    long right = first.seen().get(0).trackId();
    long left = first.seen().get(1).trackId();
    TrackedFrame last = first;
    for (int i = 1; i <= 10; i++) {
      last = frame(i, at(100 + 8 * i, "open"), at(180 - 8 * i, "open"));
    }
    assertThat(last.seen()).extracting(Seen::trackId).containsExactly(right, left);
  }

  @Test
  void anotherNameInTheSamePlaceIsTheSameObjectAndToldAsRenamed() {
    long id = frame(0, at(100, "open")).seen().get(0).trackId();
    frame(1, at(100, "open"));
    TrackedFrame renamed = frame(2, at(100, "short"));
    assertThat(renamed.renamed()).extracting(Track::id).containsExactly(id);
    assertThat(renamed.seen().get(0).trackId()).isEqualTo(id);
  }

  @Test
  void anotherPictureSizeBeginsAnew() {
    long id = frame(0, at(100, "open")).seen().get(0).trackId();
    TrackedFrame larger = tracker.update(List.of(at(100, "open")), 1_200, 1280, 1280);
    assertThat(larger.seen().get(0).trackId()).isNotEqualTo(id);
    assertThat(larger.tracks()).hasSize(1);
  }

  @Test
  void anAddedObjectIsFollowedThroughWhatWasAlmostSeenSince() {
    frame(0, at(500, "open"));
    for (int i = 1; i <= 10; i++) {
      // it moves by its own 12 pixels a frame; what is seen stands still
      frame(i, List.of(at(500, "open")), List.of(faint(100 + 12 * i, "short")));
    }
    tracker.apply(List.of(new TrackEdit.Add(at(100, "short"))), 1_000, 3_000);
    Track added = frame(11, at(500, "open")).tracks().get(1);
    assertThat(added.standing()).isEqualTo(Standing.ADDED);
    assertThat(added.detection().label()).isEqualTo("short");
    assertThat(added.detection().box().x1()).isBetween(226f, 238f);
  }

  @Test
  void anAddedObjectThatTheStudentFoundMeanwhileIsConfirmedNotAddedTwice() {
    frame(0);
    frame(1, List.of(), List.of(faint(110, "open")));
    frame(2, at(120, "open"));
    long id = frame(3, at(130, "open")).seen().get(0).trackId();
    tracker.apply(List.of(new TrackEdit.Add(at(100, "open"))), 1_000, 1_600);
    assertThat(frame(4, at(140, "open")).tracks())
        .singleElement()
        .satisfies(track -> assertThat(track.id()).isEqualTo(id))
        .satisfies(track -> assertThat(track.standing()).isEqualTo(Standing.CONFIRMED));
  }

  @Test
  void anAddedObjectThatLeftThePictureMeanwhileIsNotAdded() {
    for (int i = 0; i <= 5; i++) {
      frame(i, List.of(), List.of(faint(580 + 14 * i, "open")));
    }
    tracker.apply(List.of(new TrackEdit.Add(at(580, "open"))), 1_000, 2_000);
    assertThat(frame(6).tracks()).isEmpty();
  }

  @Test
  void anAddedObjectOfAFrameThatNobodyRemembersIsNotAdded() {
    frame(0);
    tracker.apply(List.of(new TrackEdit.Add(at(100, "open"))), Long.MIN_VALUE, 1_000);
    assertThat(frame(1).tracks()).isEmpty();
  }

  @Test
  void anAddedObjectBehindOneThatIsConfirmedIsAnotherOne() {
    long id = frame(0, at(100, "open")).seen().get(0).trackId();
    frame(1, at(100, "open"));
    tracker.apply(
        List.of(new TrackEdit.Confirm(id), new TrackEdit.Add(at(118, "open"))), 1_000, 1_200);
    assertThat(frame(2, at(100, "open")).tracks())
        .extracting(Track::standing)
        .containsExactly(Standing.CONFIRMED, Standing.ADDED);
  }

  @Test
  void aBoxThatTheTeacherDrawsBetterStaysTheStudentsObject() {
    long id = frame(0, at(100, "open")).seen().get(0).trackId();
    frame(1, at(100, "open"));
    tracker.apply(
        List.of(new TrackEdit.Add(at(118, "open")), new TrackEdit.Remove(id)), 1_000, 1_200);
    assertThat(frame(2, at(100, "open")).tracks())
        .singleElement()
        .satisfies(track -> assertThat(track.id()).isEqualTo(id));
  }

  @Test
  void whatTwoVerdictsAddIsOneObjectAndGoesOnAsItMoved() {
    frame(0);
    tracker.apply(List.of(new TrackEdit.Add(at(100, "open"))), 1_000, 1_000);
    long id = frame(1).tracks().get(0).id();
    tracker.apply(List.of(new TrackEdit.Add(at(112, "open"))), 1_200, 1_200);

    TrackedFrame then = frame(2);

    assertThat(then.tracks()).hasSize(1);
    assertThat(then.tracks().get(0).id()).isEqualTo(id);
    assertThat(then.tracks().get(0).velocityX()).isPositive();
  }

  @Test
  void whatAVerdictAddedAndTheNextDoesNotSeeIsGone() {
    frame(0, at(300, "open"));
    tracker.apply(List.of(new TrackEdit.Add(at(100, "open"))), 1_000, 1_000);
    TrackedFrame second = frame(1, at(300, "open"));
    assertThat(second.tracks()).hasSize(2);

    tracker.apply(List.of(new TrackEdit.Confirm(second.seen().get(0).trackId())), 1_200, 1_200);

    assertThat(frame(2, at(300, "open")).tracks()).hasSize(1);
  }

  @Test
  void aLateVerdictDoesNotTakeAwayWhatANewerOneAdded() {
    frame(0);
    frame(1);
    tracker.apply(List.of(new TrackEdit.Add(at(100, "open"))), 1_200, 1_200);
    tracker.apply(List.of(), 1_000, 1_200);

    assertThat(frame(2).tracks()).hasSize(1);
  }
}
