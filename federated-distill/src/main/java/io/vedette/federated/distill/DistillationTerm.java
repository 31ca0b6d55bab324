package io.vedette.federated.distill;

import io.vedette.federated.autograd.Tensor;

/** One way to say how far a student is from its teacher: a scalar to go down, not yet weighted. */
interface DistillationTerm {

  Tensor of(BatchComparison comparison);

  /** Whether it compares answers that the temperature softens. */
  default boolean softened() {
    return false;
  }
}
