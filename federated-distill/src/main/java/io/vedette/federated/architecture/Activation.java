package io.vedette.federated.architecture;

/** The non-linearity behind every convolution. */
public enum Activation {
  /** max(0, x): cheapest, and keeps its speed and accuracy in INT8. */
  RELU,
  /** x · sigmoid(x): a little more accurate in float. */
  SILU
}
