package io.vedette.federated.compress.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CalibratorsTest {

  /** A bell of width 1 and, one value in 10,000, an outlier. */
  private static Histogram bell(double outlier) {
    Random random = new Random(7);
    float[] values = new float[100_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (i % 10_000 == 0 ? outlier : random.nextGaussian());
    }
    Histogram histogram = new Histogram();
    histogram.add(values);
    return histogram;
  }

  private static double error(Histogram seen, ValueRange range, Response response) {
    return seen.sum(x -> Math.pow(response.of(range.rounded(x)) - response.of(x), 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"minmax", "percentile", "entropy", "mse"})
  void everyRangeHoldsZeroAndLiesInWhatWasSeen(String name) throws Exception {
    for (double outlier : new double[] {0, 30, -30}) {
      Histogram seen = bell(outlier);

      ValueRange range = Calibrators.named(name).range(seen, Response.AS_IT_IS);

      assertThat(range.low()).isBetween(seen.least(), 0f);
      assertThat(range.high()).isBetween(0f, seen.most());
    }
  }

  @Test
  void aFewOutliersDoNotCostTheOthersTheirCodes() throws Exception {
    Histogram seen = bell(400);

    ValueRange squares = Calibrators.named("mse").range(seen, Response.AS_IT_IS);
    ValueRange entropy = Calibrators.named("entropy").range(seen, Response.AS_IT_IS);
    ValueRange cut = Calibrators.named("percentile=0.999").range(seen, Response.AS_IT_IS);

    assertThat(entropy.high()).isLessThan(200);
    assertThat(cut.high()).isLessThan(10);
    // squares weigh what is far off: cutting ten values of 400 costs more than coarse codes
    assertThat(error(seen, squares, Response.AS_IT_IS))
        .isLessThanOrEqualTo(error(seen, seen.range(1), Response.AS_IT_IS))
        .isLessThan(error(seen, cut, Response.AS_IT_IS));
  }

  @Test
  void behindASiluFarNegativeValuesNeedNoCodes() throws Exception {
    Random random = new Random(3);
    float[] values = new float[50_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * 6 - 10);
    }
    Histogram seen = new Histogram();
    seen.add(values);

    ValueRange plain = Calibrators.named("mse").range(seen, Response.AS_IT_IS);
    ValueRange silu = Calibrators.named("mse").range(seen, Response.SILU);

    assertThat(plain.low()).isLessThan(-20);
    assertThat(silu.low()).isGreaterThan(-12);
    assertThat(error(seen, silu, Response.SILU)).isLessThan(error(seen, plain, Response.SILU) / 2);
  }

  @Test
  void constantsAreKept() throws Exception {
    Histogram seen = new Histogram();
    seen.add(new float[] {3, 3, 3});

    ValueRange range = Calibrators.named("mse").range(seen, Response.AS_IT_IS);

    assertThat(range.rounded(3)).isCloseTo(3, within(1e-4));
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThatThrownBy(() -> Calibrators.named("best"))
        .hasMessage(
            "no calibrator is called 'best'; there are [entropy, minmax, mse, percentile] and"
                + " percentile=P");
    assertThatThrownBy(() -> Calibrators.named("percentile=99"))
        .hasMessageContaining("a percentile is 0.9 to 1");
  }
}
