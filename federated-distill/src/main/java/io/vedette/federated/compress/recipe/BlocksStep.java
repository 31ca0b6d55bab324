package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.prune.BlockPruning;
import io.vedette.federated.compress.quantize.PictureSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Whole residual blocks left out.
 *
 * @param count how many
 */
record BlocksStep(int count) implements RecipeStep {

  private static final int PICTURES = 4;

  static final StepKind KIND =
      new StepKind(
          "blocks",
          "leave out the residual blocks that matter least",
          List.of("count"),
          parameters -> new BlocksStep(parameters.whole("count", 1, 1000)));

  @Override
  public Set<Requirement> needs() {
    return Set.of(Requirement.CALIBRATION);
  }

  @Override
  public Graph apply(Graph model, RecipeContext context, Path folder) throws DetectorException {
    FloatModel.check(model, "cut");
    DetectorSpec spec = SpecInference.infer(model, Hints.NONE, "the model to cut");
    return BlockPruning.without(
        model, count, spec, PictureSource.spread(context.calibration(), PICTURES));
  }
}
