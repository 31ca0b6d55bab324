package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.prune.SmallestToZero;
import java.nio.file.Path;
import java.util.List;

/**
 * Single weights set to zero. Learning on would fill them again.
 *
 * @param share of each convolution's weights
 */
record ZerosStep(double share) implements RecipeStep {

  static final StepKind KIND =
      new StepKind(
          "zeros",
          "set the smallest weights to zero: fewer bytes behind gzip, no less time",
          List.of("share"),
          parameters -> new ZerosStep(parameters.number("share", 0.01, 0.99)));

  @Override
  public Graph apply(Graph model, RecipeContext context, Path folder) throws DetectorException {
    FloatModel.check(model, "thinned");
    return new SmallestToZero(share).apply(model);
  }
}
