package io.vedette.detector.evaluate;

/**
 * Means and covariances of pairs (above, below) whose ratio of means is wanted, such as objects
 * found over objects there, frame by frame. Updated in one pass (Welford, <a
 * href="https://doi.org/10.1080/00401706.1962.10490022">Note on a method for calculating corrected
 * sums of squares and products</a>). Not safe for use by several threads.
 */
public final class RatioMoments {

  private long count;
  private double above;
  private double below;
  private double aboveSquares;
  private double belowSquares;
  private double products;

  /** Adds a frame. */
  public void add(double aboveHere, double belowHere) {
    count++;
    double a = aboveHere - above;
    double b = belowHere - below;
    above += a / count;
    below += b / count;
    aboveSquares += a * (aboveHere - above);
    belowSquares += b * (belowHere - below);
    products += a * (belowHere - below);
  }

  /**
   * The moments of the other frames, when some of these are taken away (<a
   * href="https://doi.org/10.1080/00031305.1983.10483115">Chan, Golub and LeVeque</a>, backwards).
   *
   * @param part frames that were added here, too
   */
  public RatioMoments without(RatioMoments part) {
    RatioMoments rest = new RatioMoments();
    rest.count = count - part.count;
    if (rest.count <= 0) {
      return new RatioMoments();
    }
    rest.above = (count * above - part.count * part.above) / rest.count;
    rest.below = (count * below - part.count * part.below) / rest.count;
    double weight = (double) part.count * rest.count / count;
    double a = part.above - rest.above;
    double b = part.below - rest.below;
    rest.aboveSquares = aboveSquares - part.aboveSquares - weight * a * a;
    rest.belowSquares = belowSquares - part.belowSquares - weight * b * b;
    rest.products = products - part.products - weight * a * b;
    return rest;
  }

  /** How many frames. */
  public long count() {
    return count;
  }

  /** Mean of what is above; 0 without a frame. */
  double above() {
    return above;
  }

  /** Mean of what is below; 0 without a frame. */
  double below() {
    return below;
  }

  /** Variance of {@code above - ratio * below} over the frames; 0 with fewer than two. */
  double residualVariance(double ratio) {
    return count < 2
        ? 0
        : Math.max(0, aboveSquares - 2 * ratio * products + ratio * ratio * belowSquares)
            / (count - 1);
  }
}
