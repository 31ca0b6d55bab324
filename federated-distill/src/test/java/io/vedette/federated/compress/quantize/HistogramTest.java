package io.vedette.federated.compress.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HistogramTest {

  @Test
  void findsTheTailsOfAStreamWhoseRangeGrows() {
    Random random = new Random(3);
    Histogram histogram = new Histogram();
    float[] all = new float[200_000];
    for (int block = 0; block < 20; block++) {
      float[] values = new float[10_000];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (random.nextGaussian() * (1 + block / 4.0) + block / 10.0);
      }
      histogram.add(values);
      System.arraycopy(values, 0, all, block * values.length, values.length);
    }
    Arrays.sort(all);
    float span = all[all.length - 1] - all[0];

    ValueRange range = histogram.range(0.999);
    assertThat(range.low()).isCloseTo(all[200], within(span / 200));
    assertThat(range.high()).isCloseTo(all[all.length - 201], within(span / 200));
    ValueRange whole = histogram.range(1);
    assertThat(whole).isEqualTo(new ValueRange(all[0], all[all.length - 1]));
  }

  @Test
  void alwaysHoldsZero() {
    Histogram histogram = new Histogram();
    histogram.add(new float[] {3, 4, 5});

    assertThat(histogram.range(1)).isEqualTo(new ValueRange(0, 5));
    assertThat(new Histogram().range(0.999)).isEqualTo(new ValueRange(0, 0));
  }

  @Test
  void leavesOutWhatIsNoNumber() {
    Histogram histogram = new Histogram();
    histogram.add(new float[] {Float.NaN, -2, Float.POSITIVE_INFINITY, 2});
    histogram.add(new float[] {Float.NaN});

    assertThat(histogram.range(1)).isEqualTo(new ValueRange(-2, 2));
  }
}
