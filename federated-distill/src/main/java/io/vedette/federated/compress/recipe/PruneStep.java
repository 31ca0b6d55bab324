package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.prune.ForecastTime;
import io.vedette.federated.compress.prune.GraphExpense;
import io.vedette.federated.compress.prune.Importances;
import io.vedette.federated.compress.prune.OperationCount;
import io.vedette.federated.compress.prune.PruningPlan;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Channels cut until a share of what the model that comes in takes is left.
 *
 * @param share between 0 and 1
 * @param timed whether of the time on the device, else of the operations
 * @param rounded whether of its time in 8 bits
 */
record PruneStep(double share, boolean timed, boolean rounded, Importances importance)
    implements RecipeStep {

  private static final String OPERATIONS = "operations";
  private static final String IMPORTANCE = "importance";
  private static final String LATENCY = "latency";
  private static final String ROUNDED = "rounded";

  static final StepKind KIND =
      new StepKind(
          "prune",
          "cut the channels that matter least",
          List.of(OPERATIONS, IMPORTANCE, LATENCY, ROUNDED),
          PruneStep::of);

  private static PruneStep of(StepParameters parameters) throws DetectorException {
    boolean timed = parameters.has(LATENCY);
    boolean rounded = parameters.yes(ROUNDED);
    if (timed && parameters.has(OPERATIONS)) {
      throw parameters.wrong(LATENCY, "is given beside operations; give one of them");
    }
    if (!timed && !parameters.has(OPERATIONS)) {
      throw parameters.wrong(
          OPERATIONS, "is missing; give a number from 0.01 to 0.99, of it or of latency");
    }
    if (!timed && rounded) {
      throw parameters.wrong(ROUNDED, "is about time; give latency");
    }
    double share = parameters.number(timed ? LATENCY : OPERATIONS, 0.01, 0.99);
    return new PruneStep(share, timed, rounded, importance(parameters));
  }

  private static Importances importance(StepParameters parameters) throws DetectorException {
    String name = parameters.text(IMPORTANCE).orElse("l1");
    return Arrays.stream(Importances.values())
        .filter(one -> one.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                parameters.wrong(
                    IMPORTANCE,
                    "'"
                        + name
                        + "' is not known; use one of "
                        + Arrays.toString(Importances.values()).toLowerCase(Locale.ROOT)));
  }

  @Override
  public Set<Requirement> needs() {
    Set<Requirement> needs = EnumSet.noneOf(Requirement.class);
    if (importance == Importances.TAYLOR) {
      needs.add(Requirement.TRAINING_DATA);
    }
    if (timed) {
      needs.add(Requirement.SPEED);
    }
    return needs;
  }

  @Override
  public Graph apply(Graph model, RecipeContext context, Path folder) throws DetectorException {
    FloatModel.check(model, "pruned");
    DetectorSpec spec = SpecInference.infer(model, Hints.NONE, "the model to prune");
    return PruningPlan.of(model, importance, context::trainingData)
        .keeping(share, expense(context), spec);
  }

  private GraphExpense expense(RecipeContext context) throws DetectorException {
    return timed ? new ForecastTime(context.speed(), rounded) : new OperationCount();
  }
}
