package io.vedette.federated.aggregate;

import java.util.List;

/**
 * Devices add {@code μ/2 |w - w₀|²} to their loss, so that they stay near the round's base; the
 * centre takes the plain mean (Li et al., <a href="https://arxiv.org/abs/1812.06127">Federated
 * Optimization in Heterogeneous Networks</a>, algorithm 2; its devices are drawn by size, and
 * therefore count alike).
 *
 * @param mu of the term, 0 or more
 */
public record FedProx(double mu) implements Strategy {

  public FedProx {
    Parameters.check("mu", mu, 0, 1e3);
  }

  @Override
  public double[] shares(List<UpdateFacts> updates) {
    return Shares.equal(updates.size());
  }

  /** The term's gradient is added to the loss's: {@code μ (w - w₀)}. */
  public void addGradient(float[] weights, float[] base, float[] gradient) {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += (float) (mu * ((double) weights[i] - base[i]));
    }
  }
}
