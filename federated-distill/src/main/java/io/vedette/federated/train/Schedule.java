package io.vedette.federated.train;

/**
 * The learning rate of every step: a straight rise over the warm-up, then half a cosine down to a
 * share of the peak.
 *
 * @param peak the largest rate
 * @param finalShare the last step's rate as a share of the peak
 * @param warmup steps of the rise
 * @param steps all steps, warm-up included
 */
public record Schedule(double peak, double finalShare, int warmup, int steps) {

  /** The rate of a step, counted from 0. */
  public double rate(int step) {
    if (step < warmup) {
      return peak * (step + 1) / warmup;
    }
    double done = (double) (step - warmup) / Math.max(1, steps - warmup - 1);
    double cosine = (1 + Math.cos(Math.PI * Math.min(1, done))) / 2;
    return peak * (finalShare + (1 - finalShare) * cosine);
  }
}
