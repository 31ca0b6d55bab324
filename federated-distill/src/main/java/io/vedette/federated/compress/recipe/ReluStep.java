package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.exchange.ReluForSilu;
import java.nio.file.Path;
import java.util.List;

/** ReLU in the place of SiLU and HardSwish; what learns next fits the weights to it. */
record ReluStep() implements RecipeStep {

  static final StepKind KIND =
      new StepKind(
          "relu",
          "put ReLU in the place of dearer activations",
          List.of(),
          parameters -> new ReluStep());

  @Override
  public Graph apply(Graph model, RecipeContext context, Path folder) throws DetectorException {
    FloatModel.check(model, "given other activations");
    return new ReluForSilu().apply(model);
  }
}
