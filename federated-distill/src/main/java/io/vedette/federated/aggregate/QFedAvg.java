package io.vedette.federated.aggregate;

import java.util.List;

/**
 * Devices with a higher loss count more: {@code w = w - Σ Fₖ^q δₖ / Σ hₖ} with {@code δ = L (w -
 * wₖ)}, {@code h = q F^(q-1) |δ|² + L F^q} and {@code L = 1 / η} (Li et al., <a
 * href="https://arxiv.org/abs/1905.10497">Fair Resource Allocation in Federated Learning</a>,
 * algorithm 2). A loss of 0 is taken as {@value #LEAST_LOSS}.
 *
 * @param q how much fairer, 0 or more; 0: all count alike
 * @param clientRate η, the learning rate of the devices
 */
public record QFedAvg(double q, double clientRate) implements Strategy {

  private static final double LEAST_LOSS = 1e-10;

  public QFedAvg {
    Parameters.check("q", q, 0, 10);
    Parameters.check("clientRate", clientRate, 1e-9, 1e3);
  }

  @Override
  public double[] shares(List<UpdateFacts> updates) {
    return Shares.normalized(coefficients(updates));
  }

  /**
   * @throws IllegalArgumentException when an update has no loss
   */
  @Override
  public double[] coefficients(List<UpdateFacts> updates) {
    double lipschitz = 1 / clientRate;
    double[] coefficients = new double[updates.size()];
    double sum = 0;
    for (int k = 0; k < coefficients.length; k++) {
      UpdateFacts facts = updates.get(k);
      if (!(facts.loss() >= 0) || Double.isInfinite(facts.loss())) {
        throw new IllegalArgumentException(
            "qfedavg needs a loss of each update, and that of " + facts.agentId() + " has none");
      }
      double loss = Math.max(facts.loss(), LEAST_LOSS);
      double delta = lipschitz * facts.norm();
      sum += q * Math.pow(loss, q - 1) * delta * delta + lipschitz * Math.pow(loss, q);
      coefficients[k] = Math.pow(loss, q) * lipschitz;
    }
    for (int k = 0; k < coefficients.length; k++) {
      coefficients[k] /= sum;
    }
    return coefficients;
  }

  @Override
  public boolean weighs() {
    return true;
  }
}
