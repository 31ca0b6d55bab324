package io.vedette.detector.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RatioMomentsTest {

  @Test
  void momentsAreThoseOfTheDefinition() {
    RatioMoments moments = new RatioMoments();
    moments.add(1, 2);
    moments.add(3, 4);
    moments.add(5, 5);

    assertThat(moments.count()).isEqualTo(3);
    assertThat(moments.above()).isCloseTo(3, within(1e-12));
    assertThat(moments.below()).isCloseTo(11 / 3.0, within(1e-12));
    // residuals of ratio 1: -1, -1, 0
    assertThat(moments.residualVariance(1)).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void withoutAPartAreThoseOfTheRest() {
    Random random = new Random(5);
    RatioMoments all = new RatioMoments();
    RatioMoments part = new RatioMoments();
    RatioMoments rest = new RatioMoments();
    for (int i = 0; i < 100; i++) {
      double above = random.nextDouble();
      double below = above + random.nextDouble();
      all.add(above, below);
      (i % 3 == 0 ? part : rest).add(above, below);
    }

    RatioMoments computed = all.without(part);

    assertThat(computed.count()).isEqualTo(rest.count());
    assertThat(computed.above()).isCloseTo(rest.above(), within(1e-12));
    assertThat(computed.below()).isCloseTo(rest.below(), within(1e-12));
    assertThat(computed.residualVariance(0.4)).isCloseTo(rest.residualVariance(0.4), within(1e-12));
    assertThat(all.without(all).count()).isZero();
  }
}
