package io.vedette.federated.train;

import io.vedette.federated.autograd.AdamW;
import io.vedette.federated.autograd.Optimizer;
import io.vedette.federated.autograd.Sgd;
import io.vedette.federated.autograd.Tensor;
import java.util.Map;

/** Rules that move weights. */
public enum OptimizerKind {
  ADAMW {
    @Override
    Optimizer over(Map<String, Tensor> parameters, TrainingOptions options) {
      return AdamW.over(
          parameters,
          new AdamW.Settings(0.9, 0.999, 1e-8, options.weightDecay(), options.gradientNorm()));
    }
  },
  SGD {
    @Override
    Optimizer over(Map<String, Tensor> parameters, TrainingOptions options) {
      return Sgd.over(
          parameters, new Sgd.Settings(0.937, true, options.weightDecay(), options.gradientNorm()));
    }
  };

  abstract Optimizer over(Map<String, Tensor> parameters, TrainingOptions options);
}
