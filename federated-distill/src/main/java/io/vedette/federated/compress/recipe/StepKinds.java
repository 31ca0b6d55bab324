package io.vedette.federated.compress.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All steps that recipes may have: adding one means one file and one line here, a precision not
 * even that.
 */
public final class StepKinds {

  public static final List<StepKind> ALL = all();

  private StepKinds() {}

  private static List<StepKind> all() {
    List<StepKind> kinds =
        new ArrayList<>(
            List.of(
                FuseStep.KIND,
                InputStep.KIND,
                LevelsStep.KIND,
                PruneStep.KIND,
                ReluStep.KIND,
                BlocksStep.KIND,
                ZerosStep.KIND,
                NOfMStep.KIND,
                DistillStep.KIND,
                TrainStep.KIND,
                Int8Step.KIND,
                TilesStep.KIND));
    kinds.addAll(PrecisionStep.KINDS);
    return List.copyOf(kinds);
  }

  static Optional<StepKind> named(String name) {
    return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  static String names() {
    return ALL.stream().map(StepKind::name).collect(Collectors.joining(", "));
  }
}
