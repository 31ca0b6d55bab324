package io.vedette.registry.gate;

import java.util.Optional;

/**
 * Figures that are NaN or infinite cannot be compared: a comparison with NaN is always false, and
 * everything is less than infinity.
 */
final class NumberCheck {

  private NumberCheck() {}

  /** Why two figures cannot be compared; empty when they can. */
  static Optional<String> refusal(String figure, double candidate, double baseline) {
    return refusal(figure + " of the candidate", candidate)
        .or(() -> refusal(figure + " of the baseline", baseline));
  }

  /** Why a figure says nothing; empty when it is a number. */
  static Optional<String> refusal(String figure, double value) {
    return Double.isFinite(value)
        ? Optional.empty()
        : Optional.of(figure + " is no number: " + value);
  }
}
