package io.vedette.edge.fusion;

import static io.vedette.edge.fusion.FusionScene.at;
import static io.vedette.edge.fusion.FusionScene.wide;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Detection;
import io.vedette.edge.track.Track;
import io.vedette.edge.track.Track.Standing;
import io.vedette.edge.track.TrackedFrame;
import io.vedette.edge.view.Region;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A verdict on the left half of the view, x from 0 to 320. */
class FusionOfRegionsTest {

  private static final Region LEFT = new Region(0, 0, 320, 480, 640, 480);

  private final VerdictFusion fusion = new VerdictFusion();

  private TrackedFrame frame(long millis, Detection... seen) {
    return FusionScene.frame(fusion, millis, seen);
  }

  private List<Detection> objects() {
    return fusion.objects().stream().map(Track::detection).toList();
  }

  @Test
  void insideItIsTheWholeTruth() {
    frame(0, at(50, "dog", 0.7f), at(150, "cat", 0.7f));
    fusion.onVerdict(List.of(at(50, "cat", 0.9f), at(240, "cat", 0.9f)), LEFT, 0);
    assertThat(objects()).containsExactly(at(50, "cat", 0.9f), at(240, "cat", 0.9f));
    assertThat(fusion.refuted()).hasSize(1);
    assertThat(frame(40, at(50, "dog", 0.7f), at(150, "cat", 0.7f)).tracks())
        .extracting(Track::standing)
        .containsExactly(Standing.RELABELLED, Standing.ADDED);
  }

  @Test
  void whatTheStudentShowsOutsideIsNotDeniedAndIsShownOn() {
    frame(0, at(400, "cat", 0.7f));
    fusion.onVerdict(List.of(), LEFT, 0);
    assertThat(objects()).containsExactly(at(400, "cat", 0.7f));
    TrackedFrame next = frame(40, at(400, "cat", 0.7f), at(500, "cat", 0.7f));
    assertThat(next.tracks()).extracting(Track::standing).containsOnly(Standing.UNASKED).hasSize(2);
    assertThat(fusion.refuted()).isEmpty();
  }

  @Test
  void whatAnEarlierVerdictFoundOrDeniedOutsideStaysAndAgesFromThatVerdictOn() {
    frame(0, at(500, "cat", 0.7f));
    fusion.onVerdict(List.of(at(400, "cat", 0.9f)), 0);
    frame(1_500, at(500, "cat", 0.7f));
    fusion.onVerdict(List.of(at(100, "cat", 0.9f)), LEFT, 1_500);
    assertThat(objects()).containsExactly(at(100, "cat", 0.9f), at(400, "cat", 0.9f));
    assertThat(fusion.refuted()).hasSize(1);
    assertThat(frame(1_900, at(500, "cat", 0.7f)).tracks()).hasSize(2);
    // two seconds after the first verdict, not after the second
    assertThat(frame(2_100, at(500, "cat", 0.7f)).tracks())
        .extracting(t -> t.detection().box().x1())
        .containsExactly(100f);
  }

  @Test
  void whatTheBorderCutsIsNeitherDeniedNorReplaced() {
    frame(0, wide(280, 80, "cat", 0.7f));
    fusion.onVerdict(List.of(), LEFT, 0);
    assertThat(objects()).containsExactly(wide(280, 80, "cat", 0.7f));

    fusion.onVerdict(List.of(wide(280, 80, "cat", 0.9f)), 0);
    fusion.onVerdict(List.of(wide(282, 38, "cat", 0.8f)), LEFT, 0);
    assertThat(objects()).containsExactly(wide(280, 80, "cat", 0.9f));
  }

  @Test
  void theHalfOfAnObjectAtTheBorderIsNoNewObjectAndSavesWhatTheStudentDrewShorter() {
    frame(0, wide(250, 64, "cat", 0.7f));
    // the student's box ends inside, the teacher's goes on behind the border
    fusion.onVerdict(List.of(wide(252, 68, "cat", 0.9f)), LEFT, 0);
    assertThat(objects()).containsExactly(wide(250, 64, "cat", 0.7f));
    assertThat(fusion.refuted()).isEmpty();
  }

  @Test
  void atTheFramesOwnBorderObjectsAreTakenOver() {
    frame(0);
    fusion.onVerdict(List.of(at(0, "cat", 0.9f)), LEFT, 0);
    assertThat(objects()).containsExactly(at(0, "cat", 0.9f));
  }

  @Test
  void lateAndOutOfOrderItCountsAsIfItHadComeInTime() {
    VerdictFusion prompt = new VerdictFusion();
    VerdictFusion late = new VerdictFusion();
    List<Detection> all = List.of(at(100, "cat", 0.9f), at(400, "cat", 0.9f));
    List<Detection> part = List.of(at(110, "cat", 0.9f));
    for (int i = 0; i <= 10; i++) {
      Detection[] seen = {at(100 + i, "cat", 0.6f), at(200, "dog", 0.6f), at(400, "cat", 0.3f)};
      FusionScene.frame(prompt, 40L * i, seen);
      FusionScene.frame(late, 40L * i, seen);
      if (i == 2) {
        prompt.onVerdict(all, 80);
      }
      if (i == 5) {
        prompt.onVerdict(part, LEFT, 200);
      }
    }
    late.onVerdict(part, LEFT, 200);
    late.onVerdict(all, 80);
    assertThat(late.objects())
        .extracting(Track::detection)
        .isEqualTo(prompt.objects().stream().map(Track::detection).toList())
        .hasSize(2);
  }
}
