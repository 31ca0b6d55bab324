package io.vedette.federated.train;

import io.vedette.federated.Weights;

/**
 * The {@link ExponentialMovingAverage} of the weights, which is what a training results in.
 *
 * @param decay how much of the average every step keeps, below 1; 0 for the newest weights alone
 * @param ramp steps after which it keeps about two thirds of that
 */
public record WeightAveraging(double decay, double ramp) {

  public WeightAveraging {
    Checks.require(decay >= 0 && decay < 1, "EMA decay", decay);
    Checks.require(ramp >= 1, "EMA ramp", ramp);
  }

  public WeightAveraging withDecay(double other) {
    return new WeightAveraging(other, ramp);
  }

  /**
   * An average that looks back over a twentieth of the training at most, so that short ones forget
   * their start.
   *
   * @param weights to go on from
   * @param step how many steps they have seen
   * @param steps of the whole training
   */
  ExponentialMovingAverage from(Weights weights, long step, int steps) {
    double bounded = Math.min(decay, Math.max(0.5, 1 - 20.0 / steps));
    double soon = Math.min(ramp, Math.max(1, steps / 10.0));
    return new ExponentialMovingAverage(weights, bounded, soon, step);
  }
}
