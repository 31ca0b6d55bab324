package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.prune.LargestOfGroup;
import java.nio.file.Path;
import java.util.List;

/** Of every {@code m} weights the {@code n} largest stay. Learning on would fill the others. */
record NOfMStep(int n, int m) implements RecipeStep {

  static final StepKind KIND =
      new StepKind(
          "n-of-m",
          "keep the n largest of every m weights: for sparse tensor cores",
          List.of("n", "m"),
          NOfMStep::of);

  private static NOfMStep of(StepParameters parameters) throws DetectorException {
    int m = parameters.whole("m", 4, 2, 64);
    return new NOfMStep(parameters.whole("n", 2, 1, m - 1), m);
  }

  @Override
  public Graph apply(Graph model, RecipeContext context, Path folder) throws DetectorException {
    FloatModel.check(model, "thinned");
    return new LargestOfGroup(n, m).apply(model);
  }
}
