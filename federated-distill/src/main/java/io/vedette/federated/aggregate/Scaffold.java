package io.vedette.federated.aggregate;

import java.util.List;

/**
 * The centre's part of SCAFFOLD: {@code w = w + η/S Σ Δₖ, c = c + S/N · 1/S Σ Δcₖ} for S of N
 * devices (Karimireddy et al., <a href="https://arxiv.org/abs/1910.06378">SCAFFOLD</a>, algorithm
 * 1, lines 16 and 17). Devices must keep a control variate from round to round, which ours do not
 * yet: no round is aggregated by it.
 *
 * @param rate η, above 0
 * @param devices N
 */
public record Scaffold(double rate, int devices) {

  /**
   * One device's part.
   *
   * @param weights what it changed
   * @param control what it changed of its control variate
   */
  public record Change(float[] weights, float[] control) {}

  public Scaffold {
    Parameters.check("rate", rate, 1e-6, 10);
    Parameters.check("devices", devices, 1, Integer.MAX_VALUE);
  }

  /**
   * Moves the model and the centre's control variate, both in place.
   *
   * @throws IllegalArgumentException with none, or more changes than there are devices
   */
  public void step(float[] model, float[] control, List<Change> changes) {
    if (changes.isEmpty() || changes.size() > devices) {
      throw new IllegalArgumentException(
          changes.size() + " changes of " + devices + " devices cannot be");
    }
    for (int i = 0; i < model.length; i++) {
      double weights = 0;
      double variates = 0;
      for (Change change : changes) {
        weights += change.weights[i];
        variates += change.control[i];
      }
      model[i] = (float) (model[i] + rate * weights / changes.size());
      control[i] = (float) (control[i] + variates / devices);
    }
  }
}
