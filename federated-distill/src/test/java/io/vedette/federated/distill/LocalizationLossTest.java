package io.vedette.federated.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.federated.autograd.Scope;
import io.vedette.federated.train.Variable;
import io.vedette.federated.train.head.RawHeadOutputs;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalizationLossTest {

  private static final double SURE = 1 / (1 + Math.exp(-2));

  private final LocalizationLoss loss = new LocalizationLoss();

  @BeforeAll
  static void oneThread() {
    Scope.useThreads(1);
  }

  private double value(float[] own, int bins, float[] theirs, int theirBins, double temperature) {
    DenseAnswer answer = new DenseAnswer(theirs, new float[] {2}, theirBins, 1);
    try (Scope scope = Scope.open()) {
      RawHeadOutputs student =
          new RawHeadOutputs(
              scope.tensor(own, 1, 1, 4L * bins), scope.full(0, 1, 1, 1), Sides.CELL, bins);
      return loss.of(Sides.logits(scope, student, answer, temperature)).item();
    }
  }

  private static double[] softmax(float[] logits, int from, int bins, double temperature) {
    double[] shares = new double[bins];
    for (int i = 0; i < bins; i++) {
      shares[i] = Math.exp(logits[from + i] / temperature);
    }
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(s -> s / sum).toArray();
  }

  @Test
  void withTheSameBinsItIsTheDivergenceOfTheDistributions() {
    float[] own = Sides.gaussian(16, 1);
    float[] theirs = Sides.gaussian(16, 2);
    double temperature = 2.5;
    double divergence = 0;
    for (int side = 0; side < 4; side++) {
      double[] p = softmax(theirs, side * 4, 4, temperature);
      double[] q = softmax(own, side * 4, 4, temperature);
      for (int i = 0; i < 4; i++) {
        divergence += p[i] * Math.log(p[i] / q[i]) / 4;
      }
    }

    assertThat(value(own, 4, theirs, 4, temperature))
        .isCloseTo(1.5 * SURE * temperature * temperature * divergence, within(1e-5));
    assertThat(value(theirs, 4, theirs, 4, temperature)).isCloseTo(0, within(1e-6));
  }

  @Test
  void ofManyAnchorsItIsTheMeanByHowSureTheTeacherIs() {
    float[] own = Sides.gaussian(16, 1);
    float[] theirs = Sides.gaussian(16, 2);
    float[] ownFour = new float[64];
    float[] theirsFour = new float[64];
    for (int i = 0; i < 64; i++) {
      ownFour[i] = own[i % 16];
      theirsFour[i] = theirs[i % 16];
    }
    DenseAnswer answer = new DenseAnswer(theirsFour, new float[] {2, 1, 0, 3}, 4, 1);
    try (Scope scope = Scope.open()) {
      RawHeadOutputs student =
          new RawHeadOutputs(
              scope.tensor(ownFour, 1, 4, 16), scope.full(0, 1, 4, 1), Sides.GRID, 4);

      assertThat(loss.of(Sides.logits(scope, student, answer, 2)).item())
          .isCloseTo(value(own, 4, theirs, 4, 2) / SURE, within(1e-5));
    }
  }

  @Test
  void withOtherBinsDistancesAreCompared() {
    // the student's distances are 1; the teacher's 1, 1.5, 2 and 4
    float[] own = {0, 50, 0, 0, 50, 0, 0, 50, 0, 0, 50, 0};
    float[] theirs = new float[4 * 5];
    theirs[1] = 50;
    theirs[5 + 1] = 50;
    theirs[5 + 2] = 50;
    theirs[10 + 2] = 50;
    theirs[15 + 4] = 50;

    assertThat(value(own, 3, theirs, 5, 2))
        .isCloseTo(1.5 * SURE * (0 + 0.125 + 0.5 + 2.5) / 4, within(1e-4));
  }

  @Test
  void gradientsAgreeWithFiniteDifferences() throws Exception {
    assertThat(error(4, 4)).isLessThan(5e-3);
    assertThat(error(4, 6)).isLessThan(5e-3);
  }

  private double error(int bins, int theirBins) throws Exception {
    DenseAnswer answer =
        new DenseAnswer(
            Sides.gaussian(4 * 4 * theirBins, 3), new float[] {2, 1, 0, -4}, theirBins, 1);
    return Variable.gradientError(
        Sides.gaussian(4 * 4 * bins, 4),
        new long[] {1, 4, 4L * bins},
        (scope, x) ->
            loss.of(
                Sides.logits(
                    scope,
                    new RawHeadOutputs(x, scope.full(0, 1, 4, 1), Sides.GRID, bins),
                    answer,
                    2)));
  }
}
