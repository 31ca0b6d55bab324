package io.vedette.federated.compress.job;

import io.vedette.detector.DetectorException;
import io.vedette.federated.compress.quantize.ActivationCodes;
import io.vedette.federated.compress.quantize.Calibrators;
import io.vedette.federated.compress.quantize.Int8Recipe;
import io.vedette.federated.compress.quantize.RoundingRule;
import io.vedette.federated.compress.quantize.precision.Precisions;
import java.util.List;

/**
 * Precisions to try.
 *
 * @param precisions by name
 * @param int8 how INT8 is made
 * @param equalise whether channels between convolutions are first made equally wide
 */
public record PrecisionPlan(List<String> precisions, Int8 int8, boolean equalise) {

  public PrecisionPlan {
    precisions = List.copyOf(precisions);
  }

  /**
   * How INT8 is made.
   *
   * @param calibrators by name; all are tried
   * @param weightBits 2 to 8
   * @param rounding chooses the code of a weight
   */
  public record Int8(List<String> calibrators, int weightBits, RoundingRule rounding) {
    public Int8 {
      calibrators = List.copyOf(calibrators);
    }

    Int8Recipe apply(Int8Recipe recipe, ActivationCodes activations) {
      return recipe.withWeightBits(weightBits).withRounding(rounding).withActivations(activations);
    }
  }

  /** Throws a {@link DetectorException} that lists the known names when one is not known. */
  public static void checkPrecisions(List<String> names) throws DetectorException {
    for (String name : names) {
      Precisions.named(name);
    }
  }

  /** Throws a {@link DetectorException} that lists the known names when one is not known. */
  public static void checkCalibrators(List<String> names) throws DetectorException {
    for (String name : names) {
      Calibrators.named(name);
    }
  }

  /** Whether a precision measures ranges on pictures. */
  public boolean calibrates() throws DetectorException {
    for (String name : precisions) {
      if (Precisions.named(name).watches()) {
        return true;
      }
    }
    return false;
  }
}
