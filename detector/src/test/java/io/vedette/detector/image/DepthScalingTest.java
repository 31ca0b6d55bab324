package io.vedette.detector.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DepthScalingTest {

  private static DepthScaling grey(double... values) {
    return DepthScaling.ofGrey(i -> values[i], values.length);
  }

  private static DepthScaling colour(boolean floating, double... values) {
    return DepthScaling.ofColour(i -> values[i], values.length, floating);
  }

  @Test
  void greyGoesFromItsMinimumToItsMaximum() {
    DepthScaling scaling = grey(29_500, 30_500, 30_000);
    assertThat(scaling).isEqualTo(new DepthScaling(29_500, 30_500));
    assertThat(scaling.apply(29_500)).isZero();
    assertThat(scaling.apply(30_000)).isEqualTo(128);
    assertThat(scaling.apply(30_500)).isEqualTo(255);
    assertThat(scaling.inverted().apply(29_500)).isEqualTo(255);
    assertThat(scaling.inverted().apply(30_500)).isZero();
  }

  @Test
  void aRangeOfAStreamClipsWhatLiesOutside() {
    DepthScaling range = new DepthScaling(100, 200);
    assertThat(range.apply(50)).isZero();
    assertThat(range.apply(250)).isEqualTo(255);
    assertThat(range.apply(Double.POSITIVE_INFINITY)).isEqualTo(255);
    assertThat(range.apply(Double.NaN)).isZero();
  }

  @Test
  void numbersThatAreNotFiniteDoNotCount() {
    double infinite = Double.POSITIVE_INFINITY;
    assertThat(grey(Double.NaN, 2, infinite, 4, -infinite)).isEqualTo(new DepthScaling(2, 4));
    assertThat(grey(Double.NaN).apply(3)).isZero();
    assertThat(grey(7, 7).apply(7)).isZero();
  }

  @Test
  void colourGoesFromZeroToTheEndOfAUsualRange() {
    assertThat(colour(false, 300, 60_000).high()).isEqualTo(65_535);
    assertThat(colour(false, 300, 4_000).high()).isEqualTo(4_095);
    assertThat(colour(false, 0, 200).high()).isEqualTo(255);
    assertThat(colour(true, 0.1, 0.7).high()).isEqualTo(1);
    assertThat(colour(true, 0.1, 200).high()).isEqualTo(255);
    assertThat(colour(true, 0.1, 1e6)).isEqualTo(new DepthScaling(0, 1e6));
  }
}
