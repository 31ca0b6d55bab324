package io.vedette.edge.motion;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Picture;
import io.vedette.edge.motion.AreaPlacement.Placement;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whole films: whether the camera moves is found, and where the first picture's places are. */
class CameraMotionTest {

  private final MovedPictures plane = new MovedPictures(11);
  private final CameraMotion camera = new CameraMotion(MotionMethods.of("flow"));
  private final AreaPlacement areas = new AreaPlacement(MotionMethods.of("flow"));
  private PlaneTransform composed = PlaneTransform.IDENTITY;

  private Placement show(Picture picture) {
    GlobalMotion motion = camera.next(picture);
    composed = composed.then(motion.transform());
    return areas.next(motion, Objects.requireNonNull(camera.newest()));
  }

  private Placement show(double x, double y) {
    return show(plane.after(PlaneTransform.shift(x, y)));
  }

  private static double error(PlaneTransform found, double x, double y) {
    return PlaneTransform.shift(-x, -y).then(found).farthest(640, 480);
  }

  @Test
  void aFixedCameraIsOnlyWatched() {
    for (int i = 0; i < 12; i++) {
      Picture still = plane.after(PlaneTransform.IDENTITY);
      show(MovedPictures.with(still, 20 * i, 100, 150, new MovedPictures(3)));
      assertThat(camera.isMoving()).isFalse();
    }
    assertThat(composed.isIdentity()).isTrue();
  }

  @Test
  void aPanIsFoundWithItsFirstPictureAndAddsUp() {
    show(0, 0);
    show(0, 0);
    for (int i = 1; i <= 12; i++) {
      Placement placement = show(8 * i, -3 * i);
      assertThat(camera.isMoving()).isTrue();
      assertThat(placement.isKnown()).isTrue();
      assertThat(error(placement.since(), 8 * i, -3 * i)).isLessThan(1.5);
    }
    assertThat(error(composed, 96, -36)).isLessThan(3);
    for (int i = 0; i < 10; i++) {
      show(96, -36);
    }
    assertThat(camera.isMoving()).isFalse();
  }

  @Test
  void slowMotionAddsUpToo() {
    for (int i = 0; i <= 40; i++) {
      show(0.3 * i, 0);
    }
    assertThat(error(composed, 12, 0)).isLessThan(1.5);
  }

  @Test
  void whatCannotBeFollowedIsClosedUntilTheFirstPlaceIsBack() {
    assertThat(show(0, 0).isKnown()).isTrue();
    Picture elsewhere = new MovedPictures(55).after(PlaneTransform.IDENTITY);
    Placement away = show(elsewhere);
    assertThat(away.problem()).contains("could not be followed");
    for (int i = 0; i < 15; i++) {
      assertThat(show(elsewhere).isKnown()).isFalse();
    }
    Placement back = show(5, 2);
    for (int i = 0; i < 15 && !back.isKnown(); i++) {
      back = show(5, 2);
    }
    assertThat(back.isKnown()).isTrue();
    assertThat(error(back.since(), 5, 2)).isLessThan(1);
  }

  @Test
  void aCameraThatLooksAwayIsClosedUntilItLooksBack() {
    show(0, 0);
    boolean open = true;
    for (int i = 1; i <= 12; i++) {
      Placement placement = show(24 * i, 0);
      assertThat(placement.isKnown() && 24 * i > 230).isFalse();
      open &= placement.isKnown();
    }
    assertThat(open).isFalse();
    Placement back = Placement.FIXED;
    for (int i = 12; i >= 0; i--) {
      back = show(24 * i, 0);
    }
    for (int i = 0; i < 3; i++) {
      back = show(0, 0);
    }
    assertThat(back.isKnown()).isTrue();
    assertThat(error(back.since(), 0, 0)).isLessThan(2);
  }

  @Test
  void theDarkIsClosed() {
    show(0, 0);
    Placement dark = show(MovedPictures.blank());
    assertThat(dark.isKnown()).isFalse();
    for (int i = 0; i < 3; i++) {
      dark = show(MovedPictures.blank());
    }
    assertThat(dark.problem()).isNotEmpty();
    Placement light = show(0, 0);
    for (int i = 0; i < 15 && !light.isKnown(); i++) {
      light = show(0, 0);
    }
    assertThat(light.isKnown()).isTrue();
  }
}
