package io.vedette.federated.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.federated.Update;
import io.vedette.federated.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StaleUpdateTest {

  private static final Set<String> STATISTICS = Set.of("variance");

  private static Weights weights(float w, float variance) {
    Map<String, Weights.Values> values = new LinkedHashMap<>();
    values.put("w", new Weights.Values(new long[] {2}, new float[] {w, 2 * w}));
    values.put("variance", new Weights.Values(new long[] {1}, new float[] {variance}));
    return new Weights(values);
  }

  private static Update update(Weights weights) {
    return new Update("u", "r-1", "slow", "d", weights, 7);
  }

  private static float[] value(Update update, String name) {
    return update.weights().byName().get(name).data();
  }

  @Test
  void theShareFallsWithTheSquareRootOfTheAge() {
    assertThat(StaleUpdate.share(0)).isEqualTo(1);
    assertThat(StaleUpdate.share(3)).isEqualTo(0.5);
    assertThat(StaleUpdate.share(8)).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void whatWasLearntIsAddedToTheCurrentWeights() throws Exception {
    Update moved =
        StaleUpdate.rebased(update(weights(5, 4)), weights(1, 9), weights(10, 1), STATISTICS, 3);

    assertThat(value(moved, "w")).containsExactly(12, 24); // 10 + 0.5 (5 - 1)
    assertThat(moved.examples()).isEqualTo(7);
    assertThat(moved.id()).isEqualTo("u");
  }

  @Test
  void aVarianceNeverBecomesNegative() throws Exception {
    Update moved =
        StaleUpdate.rebased(update(weights(5, 0.5f)), weights(1, 9), weights(1, 1), STATISTICS, 0);
    assertThat(value(moved, "variance")).containsExactly(0.5f); // not 1 + (0.5 - 9)
  }

  @Test
  void anUpdateOfTheSameBaseAndAgeIsAsItWas() throws Exception {
    Weights base = weights(1, 9);
    Update moved = StaleUpdate.rebased(update(weights(5, 4)), base, base, STATISTICS, 0);
    assertThat(value(moved, "w")).containsExactly(5, 10);
    assertThat(value(moved, "variance")).containsExactly(4);
  }

  @Test
  void aStudentOfAnotherFormIsRefused() {
    Weights other =
        new Weights(
            Map.of(
                "w", new Weights.Values(new long[] {3}, new float[3]),
                "variance", new Weights.Values(new long[] {1}, new float[1])));
    assertThatThrownBy(
            () -> StaleUpdate.rebased(update(weights(5, 4)), weights(1, 9), other, STATISTICS, 1))
        .isInstanceOf(RejectedUpdateException.class)
        .hasMessage("update u of agent slow: it was trained from a student of another form");
    assertThatThrownBy(
            () ->
                StaleUpdate.rebased(
                    update(weights(5, 4)), weights(1, 9), new Weights(Map.of()), STATISTICS, 1))
        .isInstanceOf(RejectedUpdateException.class);
  }
}
