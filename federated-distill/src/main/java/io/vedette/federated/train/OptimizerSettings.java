package io.vedette.federated.train;

import io.vedette.federated.autograd.Optimizer;
import io.vedette.federated.autograd.Tensor;
import java.util.Map;

/**
 * How an optimizer moves weights along their gradients. What it decays are weights; biases and the
 * scales and shifts of normalizations are left to the gradient alone.
 *
 * @param kind the rule
 * @param momentum how much of the mean gradient is kept from step to step, 0 to 1: SGD's momentum,
 *     AdamW's beta 1
 * @param weightDecay how fast weights shrink by themselves
 * @param gradientNorm longer gradients, all together, are cut to this length; infinity for never
 */
public record OptimizerSettings(
    OptimizerKind kind, double momentum, double weightDecay, double gradientNorm) {

  public OptimizerSettings {
    Checks.require(momentum >= 0 && momentum < 1, "momentum", momentum);
    Checks.require(weightDecay >= 0 && weightDecay <= 1, "weight decay", weightDecay);
    Checks.require(gradientNorm > 0, "gradient norm", gradientNorm);
  }

  Optimizer over(Map<String, Tensor> parameters) {
    return kind.over(parameters, this);
  }
}
