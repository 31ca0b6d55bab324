package io.vedette.federated.compress.quantize;

/**
 * Leaves out the rarest values at each end.
 *
 * @param share that is held: 1 for all, 0.9999 leaves out one in 10,000 at each end
 */
record PercentileCalibrator(double share) implements Calibrator {

  PercentileCalibrator {
    if (!(share > 0.9 && share <= 1)) {
      throw new IllegalArgumentException("a share of " + share + " is not 0.9 to 1");
    }
  }

  @Override
  public ValueRange range(Histogram seen, Response response) {
    return seen.range(share);
  }
}
