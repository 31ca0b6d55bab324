package io.vedette.edge.escalate.policy;

/**
 * Linear regression from one example at a time, regularised towards given weights: recursive least
 * squares with forgetting.
 *
 * @see "Haykin, Adaptive Filter Theory, chapter 10"
 */
final class OnlineRidge {

  /** Weight of an example relative to the next one: about 2,000 examples count. */
  private static final double FORGETTING = 0.9995;

  /** Limit of the variance in directions without examples. */
  private static final double MAX_VARIANCE = 10;

  private final int size;
  private final double[] weights;
  private final double[][] covariance;

  /**
   * @param prior weights before any example
   * @param strength weight of the prior, in examples of unit size
   */
  OnlineRidge(double[] prior, double strength) {
    this.size = prior.length;
    this.weights = prior.clone();
    this.covariance = new double[size][size];
    for (int i = 0; i < size; i++) {
      covariance[i][i] = 1 / strength;
    }
  }

  double predict(double[] features) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += weights[i] * features[i];
    }
    return sum;
  }

  void learn(double[] features, double target) {
    double error = target - predict(features);
    double[] spread = new double[size];
    double scale = FORGETTING;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        spread[i] += covariance[i][j] * features[j];
      }
      scale += spread[i] * features[i];
    }
    double trace = 0;
    for (int i = 0; i < size; i++) {
      weights[i] += spread[i] / scale * error;
      for (int j = 0; j < size; j++) {
        covariance[i][j] -= spread[i] * spread[j] / scale;
      }
      trace += covariance[i][i];
    }
    if (trace < MAX_VARIANCE * size) {
      for (double[] row : covariance) {
        for (int j = 0; j < size; j++) {
          row[j] /= FORGETTING;
        }
      }
    }
  }

  int stateSize() {
    return size + size * size;
  }

  void save(double[] state, int from) {
    System.arraycopy(weights, 0, state, from, size);
    for (int i = 0; i < size; i++) {
      System.arraycopy(covariance[i], 0, state, from + size + i * size, size);
    }
  }

  void restore(double[] state, int from) {
    System.arraycopy(state, from, weights, 0, size);
    for (int i = 0; i < size; i++) {
      System.arraycopy(state, from + size + i * size, covariance[i], 0, size);
    }
  }
}
