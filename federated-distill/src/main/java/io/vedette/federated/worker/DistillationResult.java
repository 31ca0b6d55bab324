package io.vedette.federated.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a distillation came to.
 *
 * @param variants what devices could run, "fp32" first
 * @param baseline the fleet's student on the same validation pictures, float, on the same machine
 * @param answers {@link FrameAnswers} on the validation pictures
 * @param seconds that the whole job took
 * @param recipe what made the result, by name: epochs, learning rate, losses, calibration
 */
public record DistillationResult(
    List<VariantResult> variants,
    Score baseline,
    Path answers,
    double seconds,
    Map<String, String> recipe)
    implements Result {

  public DistillationResult {
    variants = List.copyOf(variants);
    recipe = Map.copyOf(recipe);
  }
}
