package io.vedette.federated.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.federated.Update;
import io.vedette.federated.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TrimmedMeanTest {

  private final Weights base = weights(0, 0);

  private static Weights weights(float... w) {
    return new Weights(Map.of("w", new Weights.Values(new long[] {w.length}, w)));
  }

  private static Update update(int number, Weights weights, int examples) {
    return new Update("u" + number, "r-1", "a" + number, "0".repeat(64), weights, examples);
  }

  private static float[] result(Aggregator aggregator) {
    return aggregator.result().byName().get("w").data();
  }

  @Test
  void leavesOutTheExtremesOfEveryWeightHoweverManyExamplesTheyClaim() throws Exception {
    Aggregator mean = Aggregators.named("trimmed-mean", base, 1);
    mean.add(update(1, weights(1, 1e30f), 4));
    mean.add(update(2, weights(2, 5), 1));
    mean.add(update(3, weights(-1e30f, 6), 1_000_000));
    mean.add(update(4, weights(3, 7), 1));
    assertThat(result(mean)).containsExactly(1.5f, 6.5f);
  }

  @Test
  void isTheMeanOfTheSortedMiddleForAnyOrder() throws Exception {
    Random random = new Random(7);
    for (int trim = 1; trim <= TrimmedMean.MAX_TRIM; trim++) {
      TrimmedMean mean = new TrimmedMean(base, trim);
      List<float[]> all = new ArrayList<>();
      for (int i = 0; i < 2 * trim + 1 + random.nextInt(20); i++) {
        // Equal values are frequent.
        float[] values = {random.nextInt(5), random.nextFloat()};
        all.add(values);
        mean.add(update(i, weights(values), 1));
      }
      for (int at = 0; at < 2; at++) {
        double[] sorted = new double[all.size()];
        for (int i = 0; i < sorted.length; i++) {
          sorted[i] = all.get(i)[at];
        }
        Arrays.sort(sorted);
        double expected = Arrays.stream(sorted, trim, sorted.length - trim).average().orElseThrow();
        assertThat((double) result(mean)[at])
            .isCloseTo(expected, org.assertj.core.api.Assertions.within(1e-5));
      }
    }
  }

  @Test
  void needsMoreUpdatesThanItLeavesOut() throws Exception {
    TrimmedMean mean = new TrimmedMean(base, 1);
    assertThat(mean.fewest()).isEqualTo(3);
    mean.add(update(1, weights(1, 1), 1));
    mean.add(update(2, weights(1, 1), 1));
    assertThatThrownBy(mean::result).hasMessage("2 of at least 3 updates were taken");
    assertThatThrownBy(() -> mean.add(update(3, weights(Float.NaN, 1), 1)))
        .isInstanceOf(RejectedUpdateException.class);
    assertThat(mean.count()).isEqualTo(2);
    assertThatThrownBy(() -> new TrimmedMean(base, 9)).hasMessage("trim: 9 is not 1 to 8");
  }
}
