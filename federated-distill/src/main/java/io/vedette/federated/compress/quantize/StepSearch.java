package io.vedette.federated.compress.quantize;

/**
 * The step between the codes of a weight's channel. Where there are many codes, the outermost is
 * the greatest value; where there are few, that would leave the others none, and the step is the
 * one of the least squared error.
 */
final class StepSearch {

  private static final int MANY = 63;
  private static final int TRIED = 60;
  private static final double LEAST = 0.2;

  private StepSearch() {}

  /**
   * @param most the greatest code
   */
  static double step(float[] values, int from, int count, int most) {
    double greatest = 0;
    for (int i = from; i < from + count; i++) {
      greatest = Math.max(greatest, Math.abs(values[i]));
    }
    double best = greatest / most;
    double least = most >= MANY ? 0 : error(values, from, count, best, most);
    for (int i = 1; i < TRIED && least > 0; i++) {
      double tried = greatest / most * (1 - (1 - LEAST) * i / TRIED);
      double error = error(values, from, count, tried, most);
      if (error < least) {
        least = error;
        best = tried;
      }
    }
    return best;
  }

  private static double error(float[] values, int from, int count, double step, int most) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      double code = Math.max(-most, Math.min(most, Math.rint(values[i] / step)));
      sum += Math.pow(code * step - values[i], 2);
    }
    return sum;
  }
}
