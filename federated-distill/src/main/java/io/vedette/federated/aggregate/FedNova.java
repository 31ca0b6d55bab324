package io.vedette.federated.aggregate;

import java.util.List;

/**
 * Devices that did more steps do not pull further: each difference is divided by its steps, and
 * their mean is multiplied with the mean steps, {@code w = w + (Σ pₖ τₖ) Σ pₖ Δₖ / τₖ} with p by
 * examples (Wang et al., <a href="https://arxiv.org/abs/2007.07481">Tackling the Objective
 * Inconsistency Problem</a>, equation 8, for local steps without momentum).
 */
public record FedNova() implements Strategy {

  @Override
  public double[] coefficients(List<UpdateFacts> updates) {
    double[] shares = shares(updates);
    double mean = 0;
    for (int k = 0; k < shares.length; k++) {
      mean += shares[k] * updates.get(k).steps();
    }
    double[] coefficients = new double[shares.length];
    for (int k = 0; k < shares.length; k++) {
      coefficients[k] = mean * shares[k] / updates.get(k).steps();
    }
    return coefficients;
  }

  @Override
  public boolean weighs() {
    return true;
  }
}
