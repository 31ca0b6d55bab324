package io.vedette.edge.fusion;

import static io.vedette.edge.fusion.FusionScene.THRESHOLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.motion.GlobalMotion;
import io.vedette.edge.motion.PlaneTransform;
import io.vedette.edge.track.Track;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Late verdicts while the camera moves by 20 pixels a frame. */
class FusionInMotionTest {

  private static final PlaneTransform STEP = PlaneTransform.shift(20, 5);

  private final VerdictFusion fusion = new VerdictFusion();

  private static Detection thing(int frame, double x, String label, float score) {
    Box box = new Box(0, 0, 60, 60).shift((float) x + 20 * frame, 100 + 5 * frame);
    return new Detection(box, label.equals("cat") ? 0 : 1, label, score);
  }

  private List<Track> frame(int n, Detection... seen) {
    return frame(n, n == 0 ? GlobalMotion.STILL : GlobalMotion.moved(STEP, 0.1), seen);
  }

  private List<Track> frame(int n, GlobalMotion motion, Detection... seen) {
    return fusion.onFrame(List.of(seen), List.of(), THRESHOLD, 100L * n, 640, 480, motion).tracks();
  }

  @Test
  void whatOnlyTheTeacherSawLiesWhereTheCameraLooksNow() {
    for (int n = 0; n <= 15; n++) {
      frame(n);
    }
    fusion.onVerdict(List.of(thing(2, 50, "cat", 0.9f)), 200);
    assertThat(fusion.objects()).hasSize(1);
    Box box = fusion.objects().get(0).detection().box();
    assertThat(box.iou(thing(15, 50, "cat", 0.9f).box())).isGreaterThan(0.95f);
    assertThat(fusion.objects().get(0).velocityX()).isCloseTo(0, within(1f));
  }

  @Test
  void aDetectionThatWasDeniedStaysAwayWhileTheCameraMoves() {
    for (int n = 0; n <= 10; n++) {
      frame(n, thing(n, 50, "cat", 0.9f));
    }
    fusion.onVerdict(List.of(), 300);
    assertThat(fusion.objects()).isEmpty();
    assertThat(frame(11, thing(11, 50, "cat", 0.9f))).isEmpty();
  }

  @Test
  void aVerdictSaysNothingOfPlacesThatCameIntoViewSince() {
    frame(0);
    fusion.onVerdict(List.of(), 0);
    Detection entering = new Detection(new Box(20, 200, 60, 260), 0, "cat", 0.6f);
    GlobalMotion far = GlobalMotion.moved(PlaneTransform.shift(100, 0), 0.1);
    assertThat(frame(1, far, entering)).hasSize(1);
  }
}
