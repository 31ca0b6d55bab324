package io.vedette.federated.compress.recipe;

import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.Exporter;
import java.nio.file.Path;
import java.util.List;

/** Batch normalizations folded into convolutions. What is measured is folded anyway. */
record FuseStep() implements RecipeStep {

  static final StepKind KIND =
      new StepKind("fuse", "fold batch normalizations", List.of(), parameters -> new FuseStep());

  @Override
  public Graph apply(Graph model, RecipeContext context, Path folder) {
    return Exporter.fp32(model);
  }
}
