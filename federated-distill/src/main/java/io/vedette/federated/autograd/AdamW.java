package io.vedette.federated.autograd;

import java.util.Map;

/**
 * Adam with decoupled weight decay.
 *
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter, 2019</a>
 */
public final class AdamW implements Optimizer {

  /**
   * @param weightDecay applies to parameters with two or more dimensions
   * @param maxGradientNorm longer gradients (all together) are scaled down to it; infinity for none
   */
  public record Settings(
      double beta1, double beta2, double epsilon, double weightDecay, double maxGradientNorm) {}

  public static AdamW over(Map<String, Tensor> parameters, Settings settings) {
    return new AdamW();
  }

  @Override
  public double step(double learningRate) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
