package io.vedette.edge.motion;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Picture;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The methods against motions that are known exactly. */
class MotionMethodTest {

  private final MovedPictures plane = new MovedPictures(5);

  private static GlobalMotion between(String method, Picture before, Picture now) {
    return MotionMethods.of(method)
        .between(GreyPicture.of(before), GreyPicture.of(now), PlaneTransform.IDENTITY, List.of());
  }

  /** The worst error at the picture's corners, pixels. */
  private static double error(PlaneTransform found, PlaneTransform real) {
    return real.inverse().then(found).farthest(MovedPictures.WIDTH, MovedPictures.HEIGHT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"flow", "homography"})
  void panZoomAndRotationAreFoundToAPartOfAPixel(String method) {
    Random random = new Random(6);
    Picture before = plane.after(PlaneTransform.IDENTITY);
    for (int i = 0; i < 4; i++) {
      PlaneTransform motion =
          PlaneTransform.similarity(
              1 + 0.03 * random.nextGaussian(),
              0.02 * random.nextGaussian(),
              320,
              240,
              12 * random.nextGaussian(),
              12 * random.nextGaussian());
      GlobalMotion found = between(method, before, plane.after(motion));
      assertThat(found.kind()).isEqualTo(GlobalMotion.Kind.MOVED);
      assertThat(error(found.transform(), motion)).as("motion %s", motion).isLessThan(0.6);
    }
  }

  @Test
  void aTiltIsFoundByTheHomography() {
    PlaneTransform tilt = new PlaneTransform(1.01, 0, 4, 0.01, 1, 2, 4e-5, -3e-5);
    Picture before = plane.after(PlaneTransform.IDENTITY);
    GlobalMotion found = between("homography", before, plane.after(tilt));
    assertThat(error(found.transform(), tilt)).isLessThan(1);
  }

  @Test
  void aShiftIsFoundByPhaseCorrelation() {
    PlaneTransform shift = PlaneTransform.shift(37, -22);
    Picture before = plane.after(PlaneTransform.IDENTITY);
    GlobalMotion found = between("phase", before, plane.after(shift));
    assertThat(error(found.transform(), shift)).isLessThan(2.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"flow", "homography", "phase"})
  void thingsThatMoveByThemselvesAreNotTheCamera(String method) {
    MovedPictures thing = new MovedPictures(9);
    Picture still = plane.after(PlaneTransform.IDENTITY);
    Picture before = MovedPictures.with(still, 100, 120, 200, thing);
    Picture now = MovedPictures.with(still, 130, 130, 200, thing);
    assertThat(between(method, before, now).kind()).isEqualTo(GlobalMotion.Kind.STILL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"flow", "homography"})
  void otherLightIsNoMotion(String method) {
    Picture before = plane.after(PlaneTransform.IDENTITY);
    Picture darker = plane.after(PlaneTransform.IDENTITY, 0.8, 10);
    assertThat(between(method, before, darker).kind()).isEqualTo(GlobalMotion.Kind.STILL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"flow", "homography", "phase"})
  void withoutTextureNothingIsSaid(String method) {
    Picture blank = MovedPictures.blank();
    assertThat(between(method, blank, blank).kind()).isEqualTo(GlobalMotion.Kind.BLIND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"flow", "homography", "phase"})
  void anotherSceneIsNoMotion(String method) {
    Picture before = plane.after(PlaneTransform.IDENTITY);
    Picture other = new MovedPictures(77).after(PlaneTransform.IDENTITY);
    assertThat(between(method, before, other).kind()).isEqualTo(GlobalMotion.Kind.UNKNOWN);
  }
}
