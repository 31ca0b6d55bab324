package io.vedette.federated.compress.quantize;

/**
 * The range whose rounding and cutting together change the tensor's response least, in the mean of
 * squares. Either end is drawn in by itself, in turns, until nothing is gained.
 */
record SquaredErrorCalibrator() implements Calibrator {

  private static final int STEPS = 64;
  private static final int TURNS = 3;

  @Override
  public ValueRange range(Histogram seen, Response response) {
    ValueRange best = seen.range(1);
    double least = error(seen, response, best);
    for (int turn = 0; turn < TURNS; turn++) {
      ValueRange before = best;
      for (int step = 1; step < STEPS; step++) {
        double kept = 1 - (double) step / STEPS;
        ValueRange lower = new ValueRange((float) Math.min(0, seen.least() * kept), best.high());
        ValueRange upper = new ValueRange(best.low(), (float) Math.max(0, seen.most() * kept));
        for (ValueRange tried : new ValueRange[] {lower, upper}) {
          double error = error(seen, response, tried);
          if (error < least) {
            least = error;
            best = tried;
          }
        }
      }
      if (best.equals(before)) {
        return best;
      }
    }
    return best;
  }

  private static double error(Histogram seen, Response response, ValueRange range) {
    return seen.sum(
        value -> {
          double change = response.of(range.rounded(value)) - response.of(value);
          return change * change;
        });
  }
}
