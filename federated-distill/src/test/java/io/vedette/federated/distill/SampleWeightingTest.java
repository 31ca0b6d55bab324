package io.vedette.federated.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.federated.autograd.Scope;
import io.vedette.federated.train.head.RawHeadOutputs;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SampleWeightingTest {

  private static double[] of(SampleWeighting emphasis, float[] own, float[] theirs) {
    int batch = own.length / 4;
    try (Scope scope = Scope.withoutGradients()) {
      RawHeadOutputs student =
          new RawHeadOutputs(
              scope.full(0, batch, 4, 16), scope.tensor(own, batch, 4, 1), Sides.GRID, 4);
      return emphasis.of(student, new DenseAnswer(new float[batch * 64], theirs, 4, 1));
    }
  }

  @Test
  void evenIsOneEach() {
    assertThat(of(SampleWeighting.EVEN, new float[8], Sides.gaussian(8, 1))).containsExactly(1, 1);
  }

  @Test
  void aPictureThatTheStudentGetsWrongCountsMore() {
    float[] own = {-9, -9, -9, 3, -9, -9, -9, -9};
    float[] theirs = {-9, -9, -9, 3, -9, -9, -9, 3};

    double[] counts = of(SampleWeighting.HARD, own, theirs);

    // nothing is wrong with the first, all with the second: a third against twice the mean
    assertThat(counts[1] / counts[0]).isCloseTo(6, within(1e-6));
    assertThat(Arrays.stream(counts).sum()).isCloseTo(2, within(1e-9));
  }

  @Test
  void whereTheTwoAgreeAllCountTheSame() {
    float[] same = Sides.gaussian(12, 2);

    assertThat(of(SampleWeighting.HARD, same, same)).containsExactly(1, 1, 1);
  }
}
