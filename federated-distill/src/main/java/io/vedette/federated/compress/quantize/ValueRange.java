package io.vedette.federated.compress.quantize;

/** Which values a tensor takes: {@code low <= 0 <= high}, so that zero has a code of its own. */
public record ValueRange(float low, float high) {

  public ValueRange {
    if (!(low <= 0 && high >= 0) || Float.isInfinite(low) || Float.isInfinite(high)) {
      throw new IllegalArgumentException("a range from " + low + " to " + high);
    }
  }

  /** Size of one of 255 steps; never zero. */
  float scale() {
    return Math.max((high - low) / 255, 1e-8f);
  }

  /** The code of zero, 0 to 255. */
  int zeroPoint() {
    return Math.max(0, Math.min(255, Math.round(-low / scale())));
  }

  /** The code of a value, 0 to 255. */
  int code(double value) {
    return (int) Math.max(0, Math.min(255, Math.rint(value / scale()) + zeroPoint()));
  }

  /** What is left of a value once it has been a code. */
  double rounded(double value) {
    return (code(value) - zeroPoint()) * (double) scale();
  }
}
