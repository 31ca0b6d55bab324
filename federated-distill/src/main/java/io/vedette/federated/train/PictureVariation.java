package io.vedette.federated.train;

import io.vedette.federated.train.example.Augmentation;

/**
 * How pictures differ from epoch to epoch.
 *
 * @param augmentation of each picture
 * @param plainEpochs the last epochs, without mosaics
 */
public record PictureVariation(Augmentation augmentation, int plainEpochs) {

  public PictureVariation {
    Checks.require(plainEpochs >= 0, "epochs without mosaics", plainEpochs);
  }

  public PictureVariation withAugmentation(Augmentation other) {
    return new PictureVariation(other, plainEpochs);
  }

  /** The augmentation of an epoch, counted from 1. */
  Augmentation in(int epoch, int epochs) {
    return epoch > epochs - plainEpochs ? augmentation.withMosaic(0) : augmentation;
  }
}
