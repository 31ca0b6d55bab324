package io.vedette.federated.aggregate;

import java.util.List;

/**
 * The step of Reddi et al., <a href="https://arxiv.org/abs/2003.00295">Adaptive Federated
 * Optimization</a>, algorithm 2: {@code m = β₁ m + (1 - β₁) Δ, w = w + η m / (√v + τ)} with Δ the
 * plain mean of the differences, no bias correction and {@code v₀ = τ²}. Its forms differ in how v
 * follows Δ².
 */
public sealed interface AdaptiveStrategy extends Strategy permits FedAdam, FedYogi, FedAdagrad {

  /** What its state is kept under. */
  String name();

  /** η, above 0. */
  double rate();

  /** β₁, 0 to below 1. */
  double momentum();

  /** τ, above 0: the smallest √v at the begin. */
  double tau();

  /**
   * The next v.
   *
   * @param square Δ² of the value
   */
  double next(double v, double square);

  @Override
  default double[] shares(List<UpdateFacts> updates) {
    return Shares.equal(updates.size());
  }

  @Override
  default void step(
      float[] model, int from, int count, double[] delta, ServerState state, int parameters) {
    float[] m = state.vector(name() + ".momentum", parameters, 0);
    float[] v = state.vector(name() + ".second", parameters, (float) (tau() * tau()));
    for (int i = 0; i < count; i++) {
      double first = momentum() * m[from + i] + (1 - momentum()) * delta[i];
      double second = next(v[from + i], delta[i] * delta[i]);
      m[from + i] = (float) first;
      v[from + i] = (float) second;
      model[from + i] = (float) (model[from + i] + rate() * first / (Math.sqrt(second) + tau()));
    }
  }

  /** Checks what all forms have. */
  static void check(double rate, double momentum, double tau) {
    Parameters.check("rate", rate, 1e-6, 10);
    Parameters.check("momentum", momentum, 0, 0.9999);
    Parameters.check("tau", tau, 1e-9, 1);
  }
}
