package io.vedette.detector.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class PairedTimingTest {

  @Test
  void whatSlowsBothDoesNotMoveTheRatio() {
    Random random = new Random(1);
    double[] reference = new double[80];
    double[] variant = new double[80];
    for (int i = 0; i < 80; i++) {
      double load = 1 + 9 * random.nextDouble();
      reference[i] = 10 * load;
      variant[i] = 8 * load;
    }

    PairedTiming timing = PairedTiming.of(reference, variant);

    assertThat(timing.ratio().value()).isCloseTo(0.8, within(1e-9));
    assertThat(timing.ratio().high() - timing.ratio().low()).isLessThan(1e-9);
    assertThat(timing.timesFaster()).isCloseTo(1.25, within(1e-9));
    assertThat(timing.ratioText()).isEqualTo("0.80 (0.80 to 0.80)");
  }

  @Test
  void noiseOfItsOwnWidensTheInterval() {
    Random random = new Random(2);
    double[] reference = new double[40];
    double[] variant = new double[40];
    for (int i = 0; i < 40; i++) {
      reference[i] = 10 + 5 * random.nextDouble();
      variant[i] = 10 + 5 * random.nextDouble();
    }

    PairedTiming timing = PairedTiming.of(reference, variant);

    assertThat(timing.ratio().holds(1)).isTrue();
    assertThat(timing.ratio().high() - timing.ratio().low()).isGreaterThan(0.05);
  }

  @Test
  void medianHasTheRanksOfTheBinomial() {
    double[] values = new double[10];
    for (int i = 0; i < 10; i++) {
      values[i] = 10 - i;
    }

    // P(Binomial(10, 1/2) < 2) = 11/1024: the 2nd and the 9th hold with 0.979, the 3rd with 0.891
    assertThat(Interval.ofMedian(values, 0.95)).isEqualTo(new Interval(5.5, 2, 9));
    assertThat(Interval.ofMedian(values, 0.89)).isEqualTo(new Interval(5.5, 3, 8));
    assertThat(Interval.ofMedian(new double[] {7}, 0.95)).isEqualTo(new Interval(7, 7, 7));
    assertThat(Interval.ofMedian(new double[] {1, 2, 4}, 0.95)).isEqualTo(new Interval(2, 1, 4));
  }
}
