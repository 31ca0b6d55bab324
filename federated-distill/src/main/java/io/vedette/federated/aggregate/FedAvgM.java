package io.vedette.federated.aggregate;

/**
 * FedAvg with momentum on the centre: {@code v = β v + Δ, w = w + η v} (Hsu et al., <a
 * href="https://arxiv.org/abs/1909.06335">Measuring the Effects of Non-Identical Data
 * Distribution</a>, section 4.3).
 *
 * @param rate η, above 0
 * @param momentum β, 0 to below 1
 */
public record FedAvgM(double rate, double momentum) implements Strategy {

  public FedAvgM {
    Parameters.check("rate", rate, 1e-6, 10);
    Parameters.check("momentum", momentum, 0, 0.9999);
  }

  @Override
  public void step(
      float[] model, int from, int count, double[] delta, ServerState state, int parameters) {
    float[] v = state.vector("fedavgm.momentum", parameters, 0);
    for (int i = 0; i < count; i++) {
      double next = momentum * v[from + i] + delta[i];
      v[from + i] = (float) next;
      model[from + i] = (float) (model[from + i] + rate * next);
    }
  }
}
