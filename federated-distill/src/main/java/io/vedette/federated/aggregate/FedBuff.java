package io.vedette.federated.aggregate;

import java.util.List;

/**
 * The plain mean of a buffer of updates, late ones included, each less the older its base: {@code w
 * = w + η/K Σ s(τₖ) Δₖ} (Nguyen et al., <a href="https://arxiv.org/abs/2106.06639">Federated
 * Learning with Buffered Asynchronous Aggregation</a>, algorithm 1). {@link RebasedUpdate} has
 * scaled by {@code s} before.
 *
 * @param rate η, above 0
 */
public record FedBuff(double rate) implements Strategy {

  public FedBuff {
    Parameters.check("rate", rate, 1e-6, 10);
  }

  @Override
  public double[] shares(List<UpdateFacts> updates) {
    return Shares.equal(updates.size());
  }

  @Override
  public double[] coefficients(List<UpdateFacts> updates) {
    double[] coefficients = shares(updates);
    for (int k = 0; k < coefficients.length; k++) {
      coefficients[k] *= rate;
    }
    return coefficients;
  }

  @Override
  public boolean weighs() {
    return true;
  }
}
