package io.vedette.federated.train;

import io.vedette.federated.train.example.Augmentation;

/**
 * How pictures differ from epoch to epoch.
 *
 * @param augmentation what is done to each
 * @param plainEpochs at the end, without mosaics
 * @param multiScale largest change of the network's input from batch to batch: 0.25 is three
 *     quarters to five quarters of its size; 0 for always the same
 */
public record Variation(Augmentation augmentation, int plainEpochs, double multiScale) {

  public Variation {
    Checks.require(plainEpochs >= 0, "epochs without mosaics", plainEpochs);
    Checks.require(multiScale >= 0 && multiScale < 1, "multi-scale share", multiScale);
  }

  public Variation withAugmentation(Augmentation other) {
    return new Variation(other, plainEpochs, multiScale);
  }

  public Variation withPlainEpochs(int other) {
    return new Variation(augmentation, other, multiScale);
  }

  public Variation withMultiScale(double other) {
    return new Variation(augmentation, plainEpochs, other);
  }

  /** What is done to pictures in an epoch, counted from 1. */
  Augmentation in(int epoch, int epochs) {
    return epoch > epochs - plainEpochs ? augmentation.withMosaic(0) : augmentation;
  }
}
