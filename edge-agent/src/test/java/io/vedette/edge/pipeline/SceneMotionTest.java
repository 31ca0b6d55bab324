package io.vedette.edge.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.motion.MotionSetting;
import io.vedette.edge.motion.MovedPictures;
import io.vedette.edge.motion.PlaneTransform;
import io.vedette.edge.view.View;
import io.vedette.wire.camera.Polygon;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Masks and zones go with the ground while the camera moves, or everything is withheld. */
class SceneMotionTest {

  private static final Polygon MIDDLE = square(0.4, 0.6);
  private static final Polygon EDGE = square(0.9, 1);
  private static final View MASKED =
      new View(Map.of("door", MIDDLE), List.of(MIDDLE, EDGE), Map.of());

  private final MovedPictures plane = new MovedPictures(21);

  private static Polygon square(double from, double to) {
    return new Polygon(
        List.of(List.of(from, from), List.of(to, from), List.of(to, to), List.of(from, to)));
  }

  private SceneMotion scene(View view, MotionSetting setting) {
    SceneMotion scene = new SceneMotion(setting, view);
    pan(scene, 0, 0);
    return scene;
  }

  private void pan(SceneMotion scene, int from, int to) {
    int step = to < from ? -16 : 16;
    for (int x = from; x != to + step; x += step) {
      scene.next(plane.after(PlaneTransform.shift(x, 0)));
    }
  }

  @Test
  void areasGoWithTheGround() {
    SceneMotion scene = scene(MASKED, MotionSetting.AUTO);
    pan(scene, 16, 128);
    assertThat(scene.isClosed()).isFalse();
    assertThat(scene.status().moving()).isTrue();
    assertThat(scene.view().isMasked(0.5 + 0.2, 0.5)).isTrue();
    assertThat(scene.view().isMasked(0.5 - 0.05, 0.5)).isFalse();
    assertThat(scene.view().zonesOf(new Box(430, 200, 470, 240), 640, 480)).contains("door");
    Detection hidden = new Detection(new Box(430, 200, 470, 240), 0, "open", 0.9f);
    assertThat(scene.view().isOfInterest(hidden, 640, 480)).isFalse();
  }

  @Test
  void aMaskAtTheBorderGoesOnBeyondIt() {
    SceneMotion scene = scene(MASKED, MotionSetting.AUTO);
    pan(scene, -16, -96);
    assertThat(scene.isClosed()).isFalse();
    assertThat(scene.view().isMasked(0.98, 0.95)).isTrue();
    assertThat(scene.view().isMasked(0.98, 0.5)).isFalse();
  }

  @Test
  void farFromWhereMasksWereDrawnEverythingIsWithheldUntilTheCameraIsBack() {
    SceneMotion scene = scene(MASKED, MotionSetting.AUTO);
    pan(scene, 16, 256);
    assertThat(scene.isClosed()).isTrue();
    assertThat(scene.status().problem()).contains("looks away");
    assertThat(scene.status().withheld()).isPositive();
    assertThat(scene.view().zonesOf(new Box(300, 200, 340, 240), 640, 480)).isEmpty();
    long withheld = scene.status().withheld();
    pan(scene, 240, 0);
    pan(scene, 0, 0);
    assertThat(scene.isClosed()).isFalse();
    assertThat(scene.view().isMasked(0.5, 0.5)).isTrue();
    long after = scene.status().withheld();
    assertThat(after).isGreaterThan(withheld);
    pan(scene, 0, 0);
    assertThat(scene.status().withheld()).isEqualTo(after);
  }

  @Test
  void withoutMasksNothingIsWithheld() {
    View zonesOnly = new View(Map.of("door", MIDDLE), List.of(), Map.of());
    for (View view : List.of(View.OPEN, zonesOnly)) {
      SceneMotion scene = scene(view, MotionSetting.AUTO);
      pan(scene, 16, 320);
      assertThat(scene.isClosed()).isFalse();
      assertThat(scene.status().problem().isEmpty()).isEqualTo(view == View.OPEN);
    }
  }

  @Test
  void masksThatAreDrawnAnewLieInThePictureOfNow() {
    SceneMotion scene = scene(MASKED, MotionSetting.AUTO);
    pan(scene, 16, 320);
    assertThat(scene.isClosed()).isTrue();
    scene.look(new View(Map.of(), List.of(EDGE), Map.of()));
    pan(scene, 320, 320);
    assertThat(scene.isClosed()).isFalse();
    assertThat(scene.view().isMasked(0.95, 0.95)).isTrue();
  }

  @Test
  void switchedOffTheCameraIsTakenToStandStill() {
    SceneMotion scene = scene(MASKED, MotionSetting.OFF);
    pan(scene, 16, 320);
    assertThat(scene.isClosed()).isFalse();
    assertThat(scene.motion().hasMoved()).isFalse();
    assertThat(scene.view()).isEqualTo(MASKED);
  }
}
