package io.vedette.federated.distill;

import io.vedette.federated.autograd.Tensor;

/** Huber's loss: x²/2 up to 1, |x| - 1/2 beyond, so that what is far off does not outweigh all. */
final class HuberLoss {

  private HuberLoss() {}

  /** Of each value. */
  static Tensor of(Tensor x) {
    Tensor inner = x.abs().clamp(0, 1);
    return inner.square().mul(0.5).add(x.abs().sub(inner));
  }
}
