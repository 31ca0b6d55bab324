package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import io.vedette.detector.TileSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import java.nio.file.Path;
import java.util.List;

/**
 * The model looks at pictures in overlapping tiles, wherever it goes. The graph stays as it is; its
 * spec says so.
 */
record TilesStep(TileSpec tiles) implements RecipeStep {

  static final StepKind KIND =
      new StepKind(
          "tiles", "look at pictures piece by piece", List.of("grid", "overlap"), TilesStep::of);

  private static TilesStep of(StepParameters parameters) throws DetectorException {
    String grid = parameters.text("grid").orElse("");
    double overlap = parameters.number("overlap", TileSpec.OVERLAP, 0, 0.5);
    try {
      return new TilesStep(new TileSpec(grid, overlap));
    } catch (IllegalArgumentException e) {
      throw parameters.wrong("grid", "is wrong: " + e.getMessage());
    }
  }

  @Override
  public Graph apply(Graph model, RecipeContext context, Path folder) throws DetectorException {
    Hints cut = Hints.NONE.withTiles(tiles);
    return SpecInference.embed(model, SpecInference.infer(model, cut, "the model to cut for"));
  }
}
