package io.vedette.federated.autograd;

import java.util.Map;

/** Stochastic gradient descent with momentum. */
public final class Sgd implements Optimizer {

  /**
   * @param momentum 0 for none
   * @param nesterov look ahead along the momentum
   * @param weightDecay added to the gradient of parameters with two or more dimensions
   * @param maxGradientNorm longer gradients (all together) are scaled down to it; infinity for none
   */
  public record Settings(
      double momentum, boolean nesterov, double weightDecay, double maxGradientNorm) {}

  public static Sgd over(Map<String, Tensor> parameters, Settings settings) {
    return new Sgd();
  }

  @Override
  public double step(double learningRate) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
