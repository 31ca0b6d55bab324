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
    assertThat(third.tracks().get(0).velocityX()).isBetween(70f, 80f);
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
}
