package io.vedette.edge.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Picture;
import io.vedette.edge.motion.GlobalMotion;
import io.vedette.edge.motion.GreyPicture;
import io.vedette.edge.motion.MovedPictures;
import io.vedette.edge.motion.PlaneTransform;
import io.vedette.edge.view.View;
import io.vedette.wire.camera.Polygon;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MotionGateTest {

  private static final int SIDE = 240;

  /** A dark square of 40 pixels before a grey wall. */
  private static Picture square(int x, int y, int shade) {
    byte[] bgr = new byte[SIDE * SIDE * 3];
    java.util.Arrays.fill(bgr, (byte) 120);
    for (int row = y; row < y + 40; row++) {
      java.util.Arrays.fill(bgr, (row * SIDE + x) * 3, (row * SIDE + x + 40) * 3, (byte) shade);
    }
    return new Picture(SIDE, SIDE, bgr);
  }

  @Test
  void whatMovesIsSeenAndWhereNoDetectionIs() {
    MotionGate gate = new MotionGate(View.OPEN);
    assertThat(gate.motion(square(20, 20, 0))).isEqualTo(1);
    gate.markAnswered();
    assertThat(gate.motion(square(20, 20, 0))).isZero();
    float motion = gate.motion(square(120, 20, 0));
    assertThat(motion).isPositive().isLessThan(0.1f);
    assertThat(gate.unseenMotion(List.of())).isEqualTo(motion);
    Detection whole = new Detection(new Box(0, 0, SIDE, SIDE), 0, "open", 0.9f);
    assertThat(gate.unseenMotion(List.of(whole))).isZero();
  }

  @Test
  void whatCreepsIsSeenInTheEnd() {
    MotionGate gate = new MotionGate(View.OPEN);
    gate.motion(square(20, 20, 100));
    gate.markAnswered();
    assertThat(gate.motion(square(20, 20, 96))).isZero();
    assertThat(gate.motion(square(20, 20, 92))).isPositive();
  }

  @Test
  void whileTheCameraMovesOnlyWhatMovesByItselfCounts() {
    MovedPictures plane = new MovedPictures(31);
    Picture before = plane.after(PlaneTransform.IDENTITY);
    PlaneTransform pan = PlaneTransform.shift(9, 4);
    Picture now = plane.after(pan);
    GlobalMotion moved = GlobalMotion.moved(pan, 0.1);
    MotionGate gate = new MotionGate(View.OPEN);
    gate.motion(before, GlobalMotion.STILL, GreyPicture.of(before));
    gate.markAnswered();
    assertThat(gate.motion(now, moved, GreyPicture.of(now))).isPositive();
    assertThat(gate.unseenMotion(List.of())).isLessThan(0.01f);
    assertThat(gate.sinceAnswered()).isEqualTo(pan);
    gate.markAnswered();
    Picture thing = MovedPictures.with(now, 300, 200, 120, new MovedPictures(32));
    gate.motion(thing, GlobalMotion.STILL, GreyPicture.of(thing));
    assertThat(gate.unseenMotion(List.of())).isBetween(0.02f, 0.08f);
    Detection found = new Detection(new Box(290, 190, 430, 330), 0, "open", 0.9f);
    assertThat(gate.unseenMotion(List.of(found))).isZero();
  }

  @Test
  void nothingMovesInAMask() {
    Polygon left =
        new Polygon(
            List.of(List.of(0.0, 0.0), List.of(0.5, 0.0), List.of(0.5, 1.0), List.of(0.0, 1.0)));
    MotionGate gate = new MotionGate(new View(Map.of(), List.of(left), Map.of()));
    gate.motion(square(20, 20, 0));
    gate.markAnswered();
    assertThat(gate.motion(square(40, 60, 0))).isZero();
    assertThat(gate.motion(square(180, 60, 0))).isPositive();
  }
}
