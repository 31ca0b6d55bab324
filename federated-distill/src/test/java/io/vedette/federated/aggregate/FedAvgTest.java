package io.vedette.federated.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.federated.Update;
import io.vedette.federated.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FedAvgTest {

  private final Weights base = weights(0, 0);

  @Test
  void weighsUpdatesByTheirExamples() throws Exception {
    FedAvg average = new FedAvg(base);
    average.add(update("a", weights(1, 10), 1));
    average.add(update("b", weights(4, 20), 3));
    average.add(update("c", weights(-2, -30), 4));

    assertThat(average.count()).isEqualTo(3);
    assertThat(value(average, "w")).containsExactly(0.625f, 0.625f);
    assertThat(value(average, "bn.running_var")).containsExactly(-6.25f);
    assertThat(average.result().byName().keySet()).containsExactly("w", "bn.running_var");
  }

  @Test
  void staysExactOverManyLargeUpdates() throws Exception {
    FedAvg average = new FedAvg(base);
    Random random = new Random(1);
    double sum = 0;
    long examples = 0;
    for (int i = 0; i < 10_000; i++) {
      float value = 1e30f * (float) random.nextGaussian();
      int n = 1 + random.nextInt(1000);
      average.add(update("u" + i, weights(value, 1), n));
      sum += (double) value * n;
      examples += n;
    }
    double mean = sum / examples;
    assertThat((double) value(average, "w")[0]).isCloseTo(mean, within(Math.abs(mean) * 1e-6));
    assertThat(value(average, "bn.running_var")).containsExactly(1);
  }

  @Test
  void rejectsWhatDoesNotFitAndStaysAsItWas() throws Exception {
    FedAvg average = new FedAvg(base);
    average.add(update("good", weights(1, 2), 5));

    Map<String, Weights.Values> names = new LinkedHashMap<>(base.byName());
    names.remove("bn.running_var");
    assertRejected(average, new Weights(names), 1, "weight 'bn.running_var' is missing");

    names.put("bn.running_var", values(1, 1));
    names.put("extra", values(1, 1));
    assertRejected(average, new Weights(names), 1, "weight 'extra' is not in the base");

    names.remove("extra");
    names.put("w", new Weights.Values(new long[] {1, 2}, new float[2]));
    assertRejected(
        average, new Weights(names), 1, "weight 'w' has shape [1, 2], the base's is [2]");

    assertRejected(average, weights(Float.NaN, 1), 1, "weight 'w' holds NaN at 0");
    assertRejected(
        average, weights(1, Float.NEGATIVE_INFINITY), 1, "weight 'bn.running_var' holds -Infinity");
    assertRejected(average, weights(1, 1), 0, "it was trained on 0 examples");

    assertThat(average.count()).isEqualTo(1);
    assertThat(value(average, "w")).containsExactly(1, 1);
  }

  @Test
  void hasNoResultBeforeTheFirstUpdate() {
    assertThatThrownBy(() -> new FedAvg(base).result()).isInstanceOf(IllegalStateException.class);
  }

  private static void assertRejected(FedAvg average, Weights weights, long examples, String why) {
    assertThatThrownBy(() -> average.add(update("bad", weights, examples)))
        .isInstanceOf(RejectedUpdateException.class)
        .hasMessageStartingWith("update bad of agent agent-bad: ")
        .hasMessageContaining(why);
  }

  private static float[] value(FedAvg average, String name) {
    return average.result().byName().get(name).data();
  }

  private static Update update(String id, Weights weights, long examples) {
    return new Update(id, "round", "agent-" + id, "digest", weights, examples);
  }

  private static Weights weights(float w, float variance) {
    Map<String, Weights.Values> byName = new LinkedHashMap<>();
    byName.put("w", values(w, 2));
    byName.put("bn.running_var", values(variance, 1));
    return new Weights(byName);
  }

  private static Weights.Values values(float value, int count) {
    float[] data = new float[count];
    java.util.Arrays.fill(data, value);
    return new Weights.Values(new long[] {count}, data);
  }
}
