package io.vedette.federated.compress.quantize;

import java.util.Set;

/**
 * How a graph becomes INT8.
 *
 * @param calibrator chooses ranges
 * @param floats convolutions that stay float, by the name of their output
 * @param weightBits 8, or 7 for processors without VNNI; fewer, down to 2, as an experiment
 * @param correctBias whether biases make up for rounded weights
 * @param rounding of weights
 * @param activations what they become
 */
public record Int8Recipe(
    Calibrator calibrator,
    Set<String> floats,
    int weightBits,
    boolean correctBias,
    RoundingRule rounding,
    ActivationCodes activations) {

  public Int8Recipe {
    floats = Set.copyOf(floats);
  }

  /** Every convolution rounded. */
  public static Int8Recipe of(Calibrator calibrator) {
    return new Int8Recipe(
        calibrator, Set.of(), 7, true, RoundingRule.NEAREST, ActivationCodes.UNSIGNED);
  }

  /** The greatest code of a weight. */
  public int greatestCode() {
    return WeightRounding.greatestCode(weightBits);
  }

  public Int8Recipe withFloats(Set<String> convolutions) {
    return new Int8Recipe(calibrator, convolutions, weightBits, correctBias, rounding, activations);
  }

  public Int8Recipe withWeightBits(int bits) {
    return new Int8Recipe(calibrator, floats, bits, correctBias, rounding, activations);
  }

  /** Adaptive rounding needs {@link Quantizer#watchPatches} first. */
  public Int8Recipe withRounding(RoundingRule rule) {
    return new Int8Recipe(calibrator, floats, weightBits, correctBias, rule, activations);
  }

  public Int8Recipe withActivations(ActivationCodes codes) {
    return new Int8Recipe(calibrator, floats, weightBits, correctBias, rounding, codes);
  }
}
