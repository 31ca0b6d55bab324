package io.vedette.federated.train;

import io.vedette.federated.Weights;
import java.util.Arrays;

/**
 * Notices that a training no longer goes downhill: a loss or a gradient that is no number, or a
 * loss that is far above the running median of healthy steps more often than not.
 */
final class Divergence {

  private static final int WINDOW = 101;

  /** Steps before there is a median worth comparing with. */
  private static final int LEAST = 20;

  private final StoppingRule stopping;
  private final double[] healthy = new double[WINDOW];
  private int seen;

  /** Steps that ran away, less those that have been healthy since. */
  private int running;

  Divergence(StoppingRule stopping) {
    this.stopping = stopping;
  }

  /**
   * Looks at a step.
   *
   * @param loss of the step
   * @throws DivergedException when it is no number, or one too many that runs away
   */
  void loss(double loss) throws DivergedException {
    if (!Double.isFinite(loss)) {
      throw new DivergedException("the loss is no longer a number");
    }
    if (seen >= LEAST && loss > stopping.runaway() * median()) {
      running++;
      if (running >= stopping.runawaySteps()) {
        throw new DivergedException(
            "the loss stays at more than "
                + stopping.runaway()
                + " times what it was before, at "
                + (float) loss);
      }
      return;
    }
    running = Math.max(0, running - 1);
    healthy[seen % WINDOW] = loss;
    seen++;
  }

  /**
   * Looks at the length of a step's gradients.
   *
   * @throws DivergedException when it is no number
   */
  void gradient(double norm) throws DivergedException {
    if (!Double.isFinite(norm)) {
      throw new DivergedException("the gradient is no longer a number");
    }
  }

  /**
   * Looks at what would be kept of an epoch.
   *
   * @throws DivergedException naming the first tensor that has a value that is no number
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
