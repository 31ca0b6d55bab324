package io.vedette.federated.train;

import io.vedette.federated.autograd.AdamW;
import io.vedette.federated.autograd.Optimizer;
import io.vedette.federated.autograd.Sgd;
import io.vedette.federated.autograd.Tensor;
import java.util.Map;

/** Rules that move weights, each with the settings that are usual for it. */
public enum OptimizerKind {
  ADAMW(2e-3, 0.9, 0.02) {
    @Override
    Optimizer over(Map<String, Tensor> parameters, OptimizerSettings s) {
      return AdamW.over(
          parameters,
          new AdamW.Settings(s.momentum(), 0.999, 1e-8, s.weightDecay(), s.gradientNorm()));
    }
  },
  SGD(1e-2, 0.937, 5e-4) {
    @Override
    Optimizer over(Map<String, Tensor> parameters, OptimizerSettings s) {
      return Sgd.over(
          parameters, new Sgd.Settings(s.momentum(), true, s.weightDecay(), s.gradientNorm()));
    }
  };

  private static final double GRADIENT_NORM = 10;

  private final double usualRate;
  private final double momentum;
  private final double weightDecay;

  OptimizerKind(double usualRate, double momentum, double weightDecay) {
    this.usualRate = usualRate;
    this.momentum = momentum;
    this.weightDecay = weightDecay;
  }

  /** Peak of the learning rate for a network that knows nothing yet. */
  public double usualRate() {
    return usualRate;
  }

  public OptimizerSettings usualSettings() {
    return new OptimizerSettings(this, momentum, weightDecay, GRADIENT_NORM);
  }

  abstract Optimizer over(Map<String, Tensor> parameters, OptimizerSettings settings);
}
