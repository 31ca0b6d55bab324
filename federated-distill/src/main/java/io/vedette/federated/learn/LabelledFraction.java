package io.vedette.federated.learn;

import io.vedette.detector.dataset.Dataset;
import io.vedette.federated.distill.LabelledShare;

/**
 * How many pictures keep their labels.
 *
 * @param share of the pictures, 0 to 1
 * @param seed chooses which
 */
public record LabelledFraction(double share, long seed) {

  /** Every label counts. */
  public static final LabelledFraction ALL = new LabelledFraction(1, 1);

  LabelledShare of(Dataset all) {
    return LabelledShare.of(all, share, seed);
  }
}
