package io.vedette.federated.compress.quantize;

/**
 * The range whose 256 codes tell the distribution of values best, by Kullback and Leibler's
 * divergence: what is cut off counts at the ends of the reference and is missing in the codes. See
 * Migacz, 8-bit inference with TensorRT (GTC 2017); here both ends are drawn in by the same share,
 * since ranges need not be symmetric.
 */
record EntropyCalibrator() implements Calibrator {

  private static final int STEPS = 100;
  private static final int CODES = 256;

  @Override
  public ValueRange range(Histogram seen, Response response) {
    ValueRange whole = seen.range(1);
    ValueRange best = whole;
    double least = Double.POSITIVE_INFINITY;
    for (int step = 0; step < STEPS; step++) {
      float kept = 1 - (float) step / STEPS;
      ValueRange tried = new ValueRange(whole.low() * kept, whole.high() * kept);
      double divergence = divergence(seen, tried);
      if (divergence < least) {
        least = divergence;
        best = tried;
      }
    }
    return best;
  }

  private static double divergence(Histogram seen, ValueRange range) {
    int bins = seen.bins();
    double[] reference = new double[bins];
    double[] ofCode = new double[CODES];
    int[] binsOfCode = new int[CODES];
    double inside = 0;
    for (int bin = 0; bin < bins; bin++) {
      double count = seen.count(bin);
      double value = Math.max(range.low(), Math.min(range.high(), seen.centre(bin)));
      reference[Math.max(0, Math.min(bins - 1, seen.bin(value)))] += count;
      if (count > 0 && value == seen.centre(bin)) {
        ofCode[range.code(value)] += count;
        binsOfCode[range.code(value)]++;
        inside += count;
      }
    }
    double divergence = 0;
    for (int bin = 0; bin < bins; bin++) {
      if (reference[bin] > 0) {
        int code = range.code(seen.centre(bin));
        double p = reference[bin] / seen.total();
        double q = ofCode[code] / Math.max(1, binsOfCode[code]) / Math.max(1, inside);
        divergence += p * Math.log(p / Math.max(q, 1e-12));
      }
    }
    return divergence;
  }
}
