package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.quantize.Calibrators;
import io.vedette.federated.compress.quantize.Int8Recipe;
import io.vedette.federated.compress.quantize.PictureSource;
import io.vedette.federated.compress.quantize.Quantizer;
import io.vedette.federated.compress.quantize.Sensitivity;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Convolutions in 8 bits.
 *
 * @param calibrator chooses ranges, by name
 * @param floatLayers so many of the most sensitive convolutions stay float
 * @param thinFloat those of few input channels do too, as they are often slower in 8 bits
 */
record Int8Step(String calibrator, int floatLayers, boolean thinFloat, int weightBits)
    implements RecipeStep {

  /** Pictures by which layers are compared with each other. */
  private static final int SENSITIVITY_PICTURES = 4;

  static final StepKind KIND =
      new StepKind(
          "int8",
          "round to 8 bits",
          List.of("calibrator", "float-layers", "thin-float", "weight-bits"),
          Int8Step::of);

  private static Int8Step of(StepParameters parameters) throws DetectorException {
    String calibrator = parameters.text("calibrator").orElse("mse");
    try {
      Calibrators.named(calibrator);
    } catch (DetectorException e) {
      throw parameters.wrong("calibrator", String.valueOf(e.getMessage()));
    }
    return new Int8Step(
        calibrator,
        parameters.whole("float-layers", 0, 0, 1000),
        parameters.yes("thin-float"),
        parameters.whole("weight-bits", 7, 7, 8));
  }

  @Override
  public Set<Requirement> needs() {
    return Set.of(Requirement.CALIBRATION);
  }

  @Override
  public Graph apply(Graph model, RecipeContext context, Path folder) throws DetectorException {
    FloatModel.check(model, "rounded again");
    Graph fp32 = Exporter.fp32(model);
    DetectorSpec spec = SpecInference.infer(fp32, Hints.NONE, "the model to round");
    Quantizer quantizer = Quantizer.watching(fp32, spec, context.calibration(), 1);
    Int8Recipe recipe = Int8Recipe.of(Calibrators.named(calibrator)).withWeightBits(weightBits);
    return quantizer.int8(recipe.withFloats(floats(quantizer, recipe, context)));
  }

  private Set<String> floats(Quantizer quantizer, Int8Recipe recipe, RecipeContext context)
      throws DetectorException {
    Set<String> floats = new HashSet<>(thinFloat ? quantizer.thin() : Set.of());
    if (floatLayers > 0) {
      Sensitivity sensitivity =
          Sensitivity.of(
              quantizer,
              recipe,
              PictureSource.spread(context.calibration(), SENSITIVITY_PICTURES),
              context.progress("rounding one layer", quantizer.convolutions().size()));
      floats.addAll(sensitivity.worst(floatLayers));
    }
    return floats;
  }
}
