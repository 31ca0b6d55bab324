package io.vedette.federated.train;

import io.vedette.federated.Weights;
import java.util.Arrays;

/**
 * Detects that a training diverges: a loss or a gradient that is NaN or infinite, or a loss that is
 * far above the running median of healthy steps more often than not.
 */
final class DivergenceDetector {

  private static final int WINDOW = 101;

  /** Steps before the loss is compared with the median. */
  private static final int LEAST = 20;

  private final StoppingRule stopping;
  private final double[] healthy = new double[WINDOW];
  private int seen;

  /** Diverging steps, less the healthy ones since. */
  private int diverging;

  DivergenceDetector(StoppingRule stopping) {
    this.stopping = stopping;
  }

  /**
   * Checks the loss of a step.
   *
   * @param loss of the step
   * @throws DivergedException when it is NaN or infinite, or one diverging step too many
   */
  void loss(double loss) throws DivergedException {
    if (!Double.isFinite(loss)) {
      throw new DivergedException("the loss is no longer a number");
    }
    if (seen >= LEAST && loss > stopping.runaway() * median()) {
      diverging++;
      if (diverging >= stopping.runawaySteps()) {
        throw new DivergedException(
            "the loss stays at more than "
                + stopping.runaway()
                + " times what it was before, at "
                + (float) loss);
      }
      return;
    }
    diverging = Math.max(0, diverging - 1);
    healthy[seen % WINDOW] = loss;
    seen++;
  }

  /**
   * Checks the norm of a step's gradients.
   *
   * @throws DivergedException when it is NaN or infinite
   */
  void gradient(double norm) throws DivergedException {
    if (!Double.isFinite(norm)) {
      throw new DivergedException("the gradient is no longer a number");
    }
  }

  /**
   * Checks the weights that an epoch results in.
   *
   * @throws DivergedException naming the first tensor that has a NaN or infinite value
   */
  void weights(Weights weights) throws DivergedException {
    for (var entry : weights.byName().entrySet()) {
      for (float value : entry.getValue().data()) {
        if (!Float.isFinite(value)) {
          throw new DivergedException(
              "the weights of " + entry.getKey() + " are no longer numbers");
        }
      }
    }
  }

  private double median() {
    double[] sorted = Arrays.copyOf(healthy, Math.min(seen, WINDOW));
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
