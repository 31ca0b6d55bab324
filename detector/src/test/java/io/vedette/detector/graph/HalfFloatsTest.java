package io.vedette.detector.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HalfFloatsTest {

  /** By the definition of the format: sign, five bits of exponent, ten of fraction. */
  private static double value(int half) {
    int exponent = half >> 10 & 31;
    int fraction = half & 1023;
    double size =
        exponent == 0 ? Math.scalb(fraction, -24) : Math.scalb(1024 + fraction, exponent - 25);
    return half < 0x8000 ? size : -size;
  }

  @Test
  void everyHalfIsReadByTheDefinitionAndWrittenAsItWas() {
    for (int half = 0; half < 0x10000; half++) {
      if ((half & 0x7c00) != 0x7c00) {
        float read = HalfFloats.toFloat((short) half);
        assertThat(read).isEqualTo((float) value(half));
        assertThat(HalfFloats.of(read)).isEqualTo((short) half);
      }
    }
  }

  @Test
  void whatLiesBetweenGoesToTheNearest() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100_000; i++) {
      int low = random.nextInt(0x7bff);
      double a = value(low);
      double b = value(low + 1);
      float between = (float) (a + random.nextDouble() * (b - a));
      double read = HalfFloats.toFloat(HalfFloats.of(between));
      assertThat(Math.abs(read - between))
          .isLessThanOrEqualTo(Math.min(between - a, b - between) + (b - a) * 1e-6);
    }
  }

  @Test
  void whatIsTooLargeStaysANumber() {
    assertThat(HalfFloats.toFloat(HalfFloats.of(65504))).isEqualTo(65504);
    assertThat(HalfFloats.toFloat(HalfFloats.of(1e30f))).isEqualTo(65504);
    assertThat(HalfFloats.toFloat(HalfFloats.of(-65519.9f))).isEqualTo(-65504);
    assertThat(HalfFloats.toFloat(HalfFloats.of(Float.NEGATIVE_INFINITY)))
        .isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(HalfFloats.toFloat(HalfFloats.of(Float.NaN))).isNaN();
  }
}
