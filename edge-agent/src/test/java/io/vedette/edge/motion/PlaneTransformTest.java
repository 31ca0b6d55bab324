package io.vedette.edge.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Box;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlaneTransformTest {

  private static PlaneTransform any(Random random) {
    PlaneTransform similarity =
        PlaneTransform.similarity(
            0.8 + 0.4 * random.nextDouble(),
            random.nextGaussian() / 5,
            320,
            240,
            40 * random.nextGaussian(),
            40 * random.nextGaussian());
    return new PlaneTransform(
        similarity.xx(),
        similarity.xy(),
        similarity.x0(),
        similarity.yx(),
        similarity.yy(),
        similarity.y0(),
        1e-4 * random.nextGaussian(),
        1e-4 * random.nextGaussian());
  }

  @Test
  void oneAfterTheOtherIsTheirComposition() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      PlaneTransform first = any(random);
      PlaneTransform second = any(random);
      double x = 640 * random.nextDouble();
      double y = 480 * random.nextDouble();
      double u = first.x(x, y);
      double v = first.y(x, y);
      assertThat(first.then(second).x(x, y)).isCloseTo(second.x(u, v), within(1e-6));
      assertThat(first.then(second).y(x, y)).isCloseTo(second.y(u, v), within(1e-6));
    }
  }

  @Test
  void theInverseGoesBack() {
    Random random = new Random(2);
    for (int i = 0; i < 200; i++) {
      PlaneTransform there = any(random);
      double x = 640 * random.nextDouble();
      double y = 480 * random.nextDouble();
      double u = there.x(x, y);
      double v = there.y(x, y);
      assertThat(there.inverse().x(u, v)).isCloseTo(x, within(1e-6));
      assertThat(there.inverse().y(u, v)).isCloseTo(y, within(1e-6));
    }
  }

  @Test
  void itsDerivativeIsWhatItDoesToSmallSteps() {
    Random random = new Random(3);
    double step = 1e-5;
    for (int i = 0; i < 100; i++) {
      PlaneTransform transform = any(random);
      double x = 640 * random.nextDouble();
      double y = 480 * random.nextDouble();
      PlaneTransform.Linear at = transform.at(x, y);
      assertThat((transform.x(x + step, y) - transform.x(x, y)) / step)
          .isCloseTo(at.xx(), within(1e-4));
      assertThat((transform.y(x, y + step) - transform.y(x, y)) / step)
          .isCloseTo(at.yy(), within(1e-4));
      assertThat((transform.x(x, y + step) - transform.x(x, y)) / step)
          .isCloseTo(at.xy(), within(1e-4));
    }
  }

  @Test
  void inOtherUnitsItIsTheSameMotion() {
    PlaneTransform full = any(new Random(4));
    PlaneTransform small = full.scaled(0.5, 0.25);
    assertThat(small.x(100, 50)).isCloseTo(full.x(200, 200) / 2, within(1e-9));
    assertThat(small.y(100, 50)).isCloseTo(full.y(200, 200) / 4, within(1e-9));
  }

  @Test
  void aBoxThatTurnsByAQuarterExchangesItsSides() {
    Box box = new Box(100, 100, 140, 120);
    Box turned = PlaneTransform.similarity(1, Math.PI / 2, 120, 110, 0, 0).apply(box);
    assertThat(turned.width()).isCloseTo(20, within(1e-3f));
    assertThat(turned.height()).isCloseTo(40, within(1e-3f));
    assertThat(turned.centerX()).isCloseTo(120, within(1e-3f));
    Box zoomed = PlaneTransform.similarity(2, 0, 0, 0, 5, 0).apply(box);
    assertThat(zoomed).isEqualTo(new Box(205, 200, 285, 240));
  }

  @Test
  void whatNoCameraDoesIsNotSound() {
    assertThat(PlaneTransform.shift(100, 30).isSound(640, 480)).isTrue();
    assertThat(PlaneTransform.similarity(0.1, 0, 0, 0, 0, 0).isSound(640, 480)).isFalse();
    assertThat(new PlaneTransform(-1, 0, 0, 0, 1, 0, 0, 0).isSound(640, 480)).isFalse();
    assertThat(new PlaneTransform(1, 0, 0, 0, 1, 0, -0.01, 0).isSound(640, 480)).isFalse();
    assertThat(new PlaneTransform(1, 0, Double.NaN, 0, 1, 0, 0, 0).isSound(640, 480)).isFalse();
  }

  @Test
  void theOverlapIsTheShareThatBothPicturesShow() {
    assertThat(PlaneTransform.IDENTITY.overlap(640, 480)).isEqualTo(1);
    assertThat(PlaneTransform.shift(160, 0).overlap(640, 480)).isEqualTo(0.75);
    assertThat(PlaneTransform.shift(700, 0).overlap(640, 480)).isZero();
  }
}
