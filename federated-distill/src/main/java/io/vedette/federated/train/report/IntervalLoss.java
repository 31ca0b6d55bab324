package io.vedette.federated.train.report;

import io.vedette.federated.train.loss.LossParts;

/**
 * The mean loss since the last point of a curve, computed from the means since the epoch's
 * beginning.
 */
final class IntervalLoss {

  private int steps;
  private LossParts sum = LossParts.NONE;

  /**
   * Ends the stretch.
   *
   * @param step of the epoch, from 1
   * @param mean of the epoch's steps up to this one
   */
  LossParts until(int step, LossParts mean) {
    LossParts all = mean.times(step);
    LossParts stretch = all.plus(sum.times(-1)).times(1.0 / (step - steps));
    steps = step;
    sum = all;
    return stretch;
  }
}
