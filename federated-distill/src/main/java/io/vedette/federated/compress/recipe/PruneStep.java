package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.prune.Importances;
import io.vedette.federated.compress.prune.PruningPlan;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Channels cut until a share of the operations of the model that comes in is left.
 *
 * @param operations the share, 0 to 1
 */
record PruneStep(double operations, Importances importance) implements Step {

  static final StepKind KIND =
      new StepKind(
          "prune",
          "cut the channels that matter least",
          List.of("operations", "importance"),
          PruneStep::of);

  private static PruneStep of(Parameters parameters) throws DetectorException {
    String name = parameters.text("importance").orElse("l1");
    Importances importance =
        Arrays.stream(Importances.values())
            .filter(one -> one.name().equalsIgnoreCase(name))
            .findFirst()
            .orElseThrow(
                () ->
                    parameters.wrong(
                        "importance",
                        "'"
                            + name
                            + "' is not known; use one of "
                            + Arrays.toString(Importances.values()).toLowerCase(Locale.ROOT)));
    return new PruneStep(parameters.number("operations", 0.01, 0.99), importance);
  }

  @Override
  public Set<Ingredient> needs() {
    return importance == Importances.TAYLOR ? Set.of(Ingredient.LESSONS) : Set.of();
  }

  @Override
  public Graph apply(Graph model, Workbench bench, Path folder) throws DetectorException {
    FloatModel.check(model, "pruned");
    DetectorSpec spec = SpecInference.infer(model, Hints.NONE, "the model to prune");
    return PruningPlan.of(model, importance, bench::lessons).keepingOperations(operations, spec);
  }
}
