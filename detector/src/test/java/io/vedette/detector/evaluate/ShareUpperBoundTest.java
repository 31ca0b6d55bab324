package io.vedette.detector.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShareUpperBoundTest {

  /** Quantiles of the beta distribution, from tables of the interval. */
  @ParameterizedTest
  @CsvSource({"0, 10, 0.25887", "1, 10, 0.39416", "3, 20, 0.34366", "0, 149, 0.01990"})
  void theEndOfTheIntervalIsExact(int cases, int sample, double share) {
    assertThat(ShareUpperBound.atMost(cases, sample)).isCloseTo(share, within(1e-5));
  }

  @Test
  void aSampleThatSaysNothingRulesNothingOut() {
    assertThat(ShareUpperBound.atMost(0, 0)).isEqualTo(1);
    assertThat(ShareUpperBound.atMost(5, 5)).isEqualTo(1);
    assertThat(ShareUpperBound.atMost(0, 100_000)).isBetween(0.0, 1e-4);
    assertThatThrownBy(() -> ShareUpperBound.atMost(-1, 5)).hasMessage("-1 cases");
  }

  @Test
  void theSampleThatAShareWantsIsTheSmallest() {
    int sample = ShareUpperBound.sampleFor(0.02);

    assertThat(sample).isEqualTo(149);
    assertThat(ShareUpperBound.atMost(0, sample)).isLessThanOrEqualTo(0.02);
    assertThat(ShareUpperBound.atMost(0, sample - 1)).isGreaterThan(0.02);
  }
}
