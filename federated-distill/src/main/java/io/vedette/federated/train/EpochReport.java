package io.vedette.federated.train;

import io.vedette.federated.train.loss.LossParts;

/**
 * One line of a training's history.
 *
 * @param epoch from 1
 * @param loss mean over the epoch
 * @param ap50 on the validation set; NaN where none was given
 * @param ap the same for COCO's AP
 * @param seconds the epoch took
 * @param learningRate of the epoch's last step
 */
public record EpochReport(
    int epoch, LossParts loss, double ap50, double ap, double seconds, double learningRate) {

  /** Whether the epoch was measured on a validation set. */
  public boolean measured() {
    return !Double.isNaN(ap50);
  }
}
