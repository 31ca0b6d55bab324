package io.vedette.federated.aggregate;

import io.vedette.federated.Update;
import io.vedette.federated.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The mean of the updates, weighted by their examples: {@code w = Σ nₖ wₖ / Σ nₖ} (McMahan et al.,
 * <a href="https://arxiv.org/abs/1602.05629">Communication-Efficient Learning of Deep Networks from
 * Decentralized Data</a>, algorithm 1). The running statistics of batch normalisation are averaged
 * like every other value.
 *
 * <p>The mean runs in double precision, {@code w += n / N (wₖ - w)}, so memory is that of one model
 * (twice its floats) however many updates come, and nothing overflows.
 */
public final class FedAvg implements Aggregator {

  private final Weights base;
  private final Map<String, double[]> mean = new LinkedHashMap<>();
  private long examples;
  private int count;

  /**
   * @param base the round's weights: what names and shapes an update must have
   */
  public FedAvg(Weights base) {
    this.base = base;
    base.byName().forEach((name, values) -> mean.put(name, new double[values.data().length]));
  }

  @Override
  public void add(Update update) throws RejectedUpdateException {
    Conformity.check(update, base);
    long total = Math.addExact(examples, update.examples());
    double share = (double) update.examples() / total;
    update.weights().byName().forEach((name, values) -> blend(at(name), values.data(), share));
    examples = total;
    count++;
  }

  private double[] at(String name) {
    double[] values = mean.get(name);
    if (values == null) {
      throw new IllegalStateException(name + " has passed the check but is not in the base");
    }
    return values;
  }

  private static void blend(double[] mean, float[] values, double share) {
    for (int i = 0; i < mean.length; i++) {
      mean[i] += share * (values[i] - mean[i]);
    }
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public Weights result() {
    if (count == 0) {
      throw new IllegalStateException("no update has been taken in yet");
    }
    Map<String, Weights.Values> result = new LinkedHashMap<>();
    base.byName()
        .forEach((name, b) -> result.put(name, new Weights.Values(b.shape(), floats(at(name)))));
    return new Weights(result);
  }

  private static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }
}
