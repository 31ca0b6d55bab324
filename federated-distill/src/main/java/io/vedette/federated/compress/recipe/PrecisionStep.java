package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.quantize.Quantizer;
import io.vedette.federated.compress.quantize.precision.Precision;
import io.vedette.federated.compress.quantize.precision.Precisions;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The model in another precision, by whose name the step goes. */
record PrecisionStep(Precision precision) implements RecipeStep {

  /** Of every precision but INT8, whose step has parameters. */
  static final List<StepKind> KINDS =
      Precisions.ALL.stream()
          .filter(precision -> !precision.name().equals(Int8Step.KIND.name()))
          .map(PrecisionStep::kind)
          .toList();

  private static StepKind kind(Precision precision) {
    return new StepKind(
        precision.name(),
        "round to " + precision.name(),
        List.of(),
        parameters -> new PrecisionStep(precision));
  }

  @Override
  public Set<Requirement> needs() {
    return precision.watches() ? Set.of(Requirement.CALIBRATION) : Set.of();
  }

  @Override
  public Graph apply(Graph model, RecipeContext context, Path folder) throws DetectorException {
    FloatModel.check(model, "rounded again");
    Graph fp32 = Exporter.fp32(model);
    DetectorSpec spec = SpecInference.infer(fp32, Hints.NONE, "the model to round");
    return precision.apply(
        precision.watches()
            ? Quantizer.watching(fp32, spec, context.calibration(), 1)
            : Quantizer.unwatched(fp32, spec));
  }
}
