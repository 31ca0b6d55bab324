package io.vedette.federated.train;

import io.vedette.federated.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The moving average of the weights: {@code slow = d·slow + (1-d)·fast} after every step, {@code d
 * = decay · (1 - exp(-step / ramp))} so that the first steps are forgotten soon. Running statistics
 * are averaged too.
 */
public final class ExponentialMovingAverage {

  private final double decay;
  private final double ramp;
  private final Map<String, Weights.Values> slow = new LinkedHashMap<>();
  private long step;

  /** Starts from {@code weights}, already {@code step} steps old. */
  public ExponentialMovingAverage(Weights weights, double decay, double ramp, long step) {
    this.decay = decay;
    this.ramp = ramp;
    this.step = step;
    weights
        .byName()
        .forEach((name, v) -> slow.put(name, new Weights.Values(v.shape(), v.data().clone())));
  }

  /** Takes in the weights after one step. */
  public void update(Weights fast) {
    step++;
    float keep = (float) (decay * (1 - Math.exp(-step / ramp)));
    fast.byName()
        .forEach(
            (name, values) -> {
              Weights.Values own = slow.get(name);
              if (own == null) {
                throw new IllegalArgumentException("weights of another graph: " + name);
              }
              blend(own.data(), values.data(), keep);
            });
  }

  private static void blend(float[] slow, float[] fast, float keep) {
    for (int i = 0; i < slow.length; i++) {
      // so that what never changes, such as a resize's scale, stays exactly what it is
      slow[i] += (1 - keep) * (fast[i] - slow[i]);
    }
  }

  /** The slow weights. The arrays are shared: they move with the next update. */
  public Weights weights() {
    return new Weights(slow);
  }
}
