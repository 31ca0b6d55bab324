package io.vedette.federated.autograd;

/** In which numbers a network computes while it learns; what it has learnt is always 32 bits. */
public enum ComputePrecision {
  /** All in 32 bits. */
  FLOAT32,

  /**
   * Convolutions and matrix products of 16-bit numbers, 8 of them exponent and 7 mantissa; what
   * lies between two of them stays so short, what needs more digits gets them. Weights, their
   * gradients and the optimizer keep 32 bits. Quicker where the processor has instructions for it.
   *
   * @see <a href="https://arxiv.org/abs/1905.12322">Kalamkar and others, A Study of BFLOAT16 for
   *     Deep Learning Training (2019)</a>
   */
  BFLOAT16
}
