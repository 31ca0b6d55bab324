package io.vedette.edge.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrackerTest {

  private final Tracker tracker = new Tracker(new AtomicLong()::incrementAndGet);

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
    assertThat(last.seen()).extracting(TrackedDetection::trackId).containsExactly(right, left);
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
}
