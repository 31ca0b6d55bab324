package io.vedette.federated.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.federated.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks, sorting and distances against the plainest forms, on random values. */
class ManyUpdatesTest {

  private static final int SIZE = 20_011;

  private static final Weights BASE =
      new Weights(Map.of("w", new Weights.Values(new long[] {SIZE}, new float[SIZE])));

  private static final VectorLayout LAYOUT =
      VectorLayout.of(BASE, Set.of("w"), List.of(), name -> false);

  private static List<InMemoryUpdate> updates(int count, float offset) {
    Random random = new Random(count);
    List<InMemoryUpdate> updates = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      float[] values = new float[SIZE];
      for (int i = 0; i < SIZE; i++) {
        values[i] = offset + (float) random.nextGaussian();
      }
      updates.add(new InMemoryUpdate(new UpdateFacts("u" + k, "a" + k, 1 + k, 1, 1, 1), values));
    }
    return updates;
  }

  private static float[] made(RobustRule rule, List<InMemoryUpdate> updates) {
    return new Aggregation(new FedAvg(), rule, LAYOUT)
        .aggregate(new float[SIZE], updates, new ServerState(), () -> {})
        .model();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 7, 16, 33, 100})
  void sortedRulesAreThoseOfEveryCoordinate(int count) {
    List<InMemoryUpdate> updates = updates(count, 0);
    float[] median = made(new CoordinateMedian(1), updates);
    float[] trimmed = made(new TrimmedMean(1), updates);
    for (int i = 0; i < SIZE; i += 37) {
      int at = i;
      double[] sorted = updates.stream().mapToDouble(u -> u.values()[at]).sorted().toArray();
      assertThat((double) median[i])
          .isCloseTo(0.5 * (sorted[(count - 1) / 2] + sorted[count / 2]), within(1e-6));
      assertThat((double) trimmed[i])
          .isCloseTo(Arrays.stream(sorted, 1, count - 1).average().orElseThrow(), within(1e-6));
    }
  }

  @Test
  void meanByExamples() {
    List<InMemoryUpdate> updates = updates(10, 0);
    float[] mean = made(new PlainMean(), updates);
    for (int i = 0; i < SIZE; i++) {
      double sum = 0;
      for (int k = 0; k < 10; k++) {
        sum += (k + 1) * (double) updates.get(k).values()[i];
      }
      assertThat((double) mean[i]).isCloseTo(sum / 55, within(1e-6));
    }
  }

  /** Far from zero, products in float would leave nothing of the differences. */
  @Test
  void distancesAreOfDifferences() {
    List<InMemoryUpdate> updates = updates(6, 1000);
    double[][] squared = PairwiseDistances.squared(updates, SIZE);
    for (int a = 0; a < 6; a++) {
      for (int b = 0; b < 6; b++) {
        double expected = 0;
        for (int i = 0; i < SIZE; i++) {
          double d = (double) updates.get(a).values()[i] - updates.get(b).values()[i];
          expected += d * d;
        }
        assertThat(squared[a][b]).isCloseTo(expected, within(1e-9 * (1 + expected)));
      }
    }
  }

  @Test
  void aFewHugeUpdatesChangeLittle() {
    List<InMemoryUpdate> updates = updates(15, 0);
    for (int k = 0; k < 3; k++) {
      float[] values = updates.get(k).values();
      for (int i = 0; i < SIZE; i++) {
        values[i] *= k == 1 ? -1000 : 1000;
      }
    }
    for (RobustRule rule :
        List.of(
            new CoordinateMedian(3),
            new TrimmedMean(3),
            new Krum(3),
            new MultiKrum(3, 0),
            new Bulyan(3),
            new GeometricMedian(3))) {
      double largest = 0;
      for (float value : made(rule, updates)) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertThat(largest).as("%s", rule).isLessThan(8);
    }
  }

  /** No step from there makes the sum of distances smaller. */
  @Test
  void theGeometricMedianIsTheLeastSum() {
    List<InMemoryUpdate> updates = updates(9, 0);
    float[] median = made(new GeometricMedian(2), updates);
    double least = sum(updates, median);
    Random random = new Random(5);
    for (int attempt = 0; attempt < 20; attempt++) {
      float[] other = median.clone();
      for (int i = 0; i < SIZE; i++) {
        other[i] += (float) (0.01 * random.nextGaussian());
      }
      assertThat(sum(updates, other)).isGreaterThan(least);
    }
    for (InMemoryUpdate update : updates) {
      float[] other = median.clone();
      for (int i = 0; i < SIZE; i++) {
        other[i] += 0.01f * (update.values()[i] - other[i]);
      }
      assertThat(sum(updates, other)).isGreaterThanOrEqualTo(least);
    }
  }

  private static double sum(List<InMemoryUpdate> updates, float[] point) {
    double sum = 0;
    for (InMemoryUpdate update : updates) {
      double squares = 0;
      for (int i = 0; i < SIZE; i++) {
        double d = (double) update.values()[i] - point[i];
        squares += d * d;
      }
      sum += Math.sqrt(squares);
    }
    return sum;
  }

  @Test
  void fixedPointSumsAreTheSameBytesInAnyOrderAndSplit() {
    List<InMemoryUpdate> updates = updates(12, 0);
    FixedPointSum forward = new FixedPointSum(SIZE, 50);
    FixedPointSum backward = new FixedPointSum(SIZE, 50);
    FixedPointSum left = new FixedPointSum(SIZE, 50);
    FixedPointSum right = new FixedPointSum(SIZE, 50);
    long[] mask = new Random(3).longs(SIZE).toArray();
    for (int k = 0; k < 12; k++) {
      long[] ours = forward.quantized(updates.get(k).values());
      forward.add(ours);
      backward.add(backward.quantized(updates.get(11 - k).values()));
      long[] masked = ours.clone();
      for (int i = 0; i < SIZE; i++) {
        masked[i] += k == 2 ? mask[i] : k == 9 ? -mask[i] : 0;
      }
      (k % 3 == 0 ? left : right).add(masked);
    }
    left.add(right);
    assertThat(backward.sums()).isEqualTo(forward.sums());
    assertThat(left.sums()).isEqualTo(forward.sums());
    assertThat(left.mean()).isEqualTo(forward.mean());
    assertThat(left.count()).isEqualTo(12);
    double norm = 0;
    float[] first = updates.get(0).values();
    for (float value : first) {
      norm += (double) value * value;
    }
    FixedPointSum alone = new FixedPointSum(SIZE, 50);
    alone.add(alone.quantized(first));
    assertThat((double) alone.mean()[7]).isCloseTo(first[7] * 50 / Math.sqrt(norm), within(1e-6));
  }
}
