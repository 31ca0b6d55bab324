package io.vedette.federated.autograd;

/** How a graph's normalizations and dropouts behave. */
public enum Mode {
  /** Batch statistics, which also move the running ones; dropout drops. */
  TRAIN,
  /** Running statistics; dropout passes everything. */
  EVAL
}
