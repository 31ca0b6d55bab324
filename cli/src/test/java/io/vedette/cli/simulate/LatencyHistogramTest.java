package io.vedette.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

  @Test
  void quantilesAreWithinTwoPercent() {
    LatencyHistogram histogram = new LatencyHistogram();
    for (int ms = 1; ms <= 1_000; ms++) {
      histogram.record(ms * 1_000_000L);
    }
    assertThat(histogram.count()).isEqualTo(1_000);
    assertThat(histogram.quantile(0.5)).isCloseTo(500, within(15.0));
    assertThat(histogram.quantile(0.99)).isCloseTo(990, within(30.0));
  }

  @Test
  void withoutDurationsItIsZero() {
    assertThat(new LatencyHistogram().quantile(0.99)).isZero();
  }

  @Test
  void whatIsLongerThanAllBucketsIsInTheLast() {
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.record(Long.MAX_VALUE);
    assertThat(histogram.quantile(0.5)).isGreaterThan(3_600_000);
  }
}
