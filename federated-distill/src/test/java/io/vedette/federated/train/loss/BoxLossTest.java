package io.vedette.federated.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.train.Variable;
import io.vedette.federated.train.head.AnchorGrid;
import io.vedette.federated.train.head.BoxDecoder;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoxLossTest {

  @Test
  void completeIouAgreesWithTheFormOnPlainNumbers() {
    Random random = new Random(5);
    float[] a = new float[4 * 20];
    float[] b = new float[4 * 20];
    for (int i = 0; i < a.length; i++) {
      a[i] = 0.2f + 4 * random.nextFloat();
      b[i] = 0.2f + 4 * random.nextFloat();
    }
    try (Scope scope = Scope.open()) {
      float[] values =
          BoxLoss.completeIou(scope.tensor(a, 20, 4), scope.tensor(b, 20, 4)).toFloats();

      for (int row = 0; row < 20; row++) {
        int i = 4 * row;
        double expected =
            CompleteIou.of(
                -a[i], -a[i + 1], a[i + 2], a[i + 3], -b[i], -b[i + 1], b[i + 2], b[i + 3]);
        assertThat(values[row]).isCloseTo((float) expected, within(1e-5f));
      }
    }
  }

  @Test
  void distancesAreTheExpectationOfTheirBins() {
    try (Scope scope = Scope.open()) {
      // sure of bin 2; even between 0 and 3; sure of 0; three to one for bin 1 against bin 3
      float low = -50;
      float[] logits = {
        low, low, 0, low, 0, low, low, 0, 0, low, low, low, low, (float) Math.log(3), low, 0
      };

      float[] distances = BoxLoss.distances(scope, scope.tensor(logits, 1, 16), 4).toFloats();

      assertThat(distances).containsExactly(new float[] {2, 1.5f, 0, 1.5f}, within(1e-5f));
    }
  }

  @Test
  void distributionLossIsTheCrossEntropyWithTheTwoNearestBins() {
    try (Scope scope = Scope.open()) {
      float[] logits = new float[16]; // all bins alike: every share is 1/4
      float[] target = {0.25f, 1, 2.9f, 10};

      Tensor loss = BoxLoss.distribution(scope, scope.tensor(logits, 1, 16), target, 4);

      assertThat(loss.item()).isCloseTo(Math.log(4), within(1e-5));
    }
    try (Scope scope = Scope.open()) {
      float[] logits = {0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
      double norm = Math.log(1 + Math.E + Math.exp(2) + Math.exp(3));
      double first = 0.75 * (norm - 1) + 0.25 * (norm - 2); // 1.25 lies between bins 1 and 2
      double expected = (first + 3 * Math.log(4)) / 4;

      Tensor loss =
          BoxLoss.distribution(scope, scope.tensor(logits, 1, 16), new float[] {1.25f, 0, 0, 0}, 4);

      assertThat(loss.item()).isCloseTo(expected, within(1e-5));
    }
  }

  @Test
  void theDecoderOnPlainNumbersGivesTheSameBox() {
    AnchorGrid grid = AnchorGrid.of(16, 16, new int[] {8});
    Random random = new Random(2);
    float[] logits = new float[4 * 4 * 8];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) random.nextGaussian();
    }
    try (Scope scope = Scope.open()) {
      float[] distances = BoxLoss.distances(scope, scope.tensor(logits, 4, 32), 8).toFloats();
      double[] box = new double[4];
      new BoxDecoder(grid, 8).decode(logits, 3, 3, box);

      assertThat(box[0]).isCloseTo(12 - 8 * distances[12], within(1e-4));
      assertThat(box[3]).isCloseTo(12 + 8 * distances[15], within(1e-4));
    }
  }

  @Test
  void gradientsAgreeWithFiniteDifferences() throws Exception {
    Random random = new Random(4);
    float[] logits = new float[3 * 32];
    float[] wanted = new float[12];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = 1 + 4 * random.nextFloat();
    }

    assertThat(
            Variable.gradientError(
                logits,
                new long[] {3, 32},
                (scope, x) -> BoxLoss.distribution(scope, x, wanted, 8).sum()))
        .isLessThan(1e-2);
    // the weight of the aspect term passes no gradient: boxes of the same shape have none
    float[] same = new float[3 * 32];
    for (int i = 0; i < same.length; i++) {
      same[i] = logits[i % 8];
    }
    float[] square = {2, 1, 2, 3, 3, 2, 1, 2, 2.5f, 2.5f, 2.5f, 2.5f};
    assertThat(
            Variable.gradientError(
                same,
                new long[] {3, 32},
                (scope, x) ->
                    BoxLoss.completeIou(BoxLoss.distances(scope, x, 8), scope.tensor(square, 3, 4))
                        .sum()))
        .isLessThan(2e-2);
  }
}
