package io.vedette.federated.compress.prune;

/** The ways to rank channels: adding one means one file and one line here. */
public enum Importances {
  /** Absolute weights. */
  L1(new WeightNorm()),
  /** The normalization's learnt scale. */
  BN(new BatchNormScale()),
  /** What the loss on labelled pictures would change. */
  TAYLOR(new Taylor());

  private final Importance importance;

  Importances(Importance importance) {
    this.importance = importance;
  }

  Importance importance() {
    return importance;
  }
}
