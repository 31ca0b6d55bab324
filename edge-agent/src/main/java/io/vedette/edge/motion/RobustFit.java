package io.vedette.edge.motion;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A transform that most pairs of points agree on, whatever the others do (M. A. Fischler, R. C.
 * Bolles, "Random Sample Consensus", CACM 1981): many similarities through two pairs each are
 * tried, the one with most pairs near it is taken, and the model is fitted to those.
 *
 * @param transform from the first picture to the second, pixels
 * @param inliers pairs that it misses by less than a pixel
 * @param deviation of these, pixels
 */
record RobustFit(PlaneTransform transform, int inliers, double deviation) {

  /** A pair that is missed by less agrees, pixels. */
  static final double NEAR = 1;

  /** While the model is fitted for the first time, pairs may be missed by more. */
  private static final double ROUGH = 3;

  private static final int TRIALS = 120;
  private static final int REFITS = 3;
  private static final long SEED = 7;

  /**
   * Fits a model.
   *
   * @return null where no transform is found
   */
  static @Nullable RobustFit of(PointPairs pairs, TransformModel model) {
    if (pairs.count() < 2) {
      return null;
    }
    SplittableRandom random = new SplittableRandom(SEED);
    TransformModel similarity = new SimilarityModel();
    boolean[] best = pairs.within(NEAR, PlaneTransform.IDENTITY);
    int most = PointPairs.count(best);
    boolean[] two = new boolean[pairs.count()];
    for (int trial = 0; trial < TRIALS; trial++) {
      int first = random.nextInt(pairs.count());
      int second = random.nextInt(pairs.count());
      two[first] = true;
      two[second] = true;
      PlaneTransform tried = similarity.fit(pairs, two);
      two[first] = false;
      two[second] = false;
      if (tried != null) {
        boolean[] near = pairs.within(ROUGH / 2, tried);
        int count = PointPairs.count(near);
        if (count > most) {
          most = count;
          best = near;
        }
      }
    }
    return refined(pairs, model, best);
  }

  private static @Nullable RobustFit refined(
      PointPairs pairs, TransformModel model, boolean[] first) {
    PlaneTransform fitted = model.fit(pairs, first);
    if (fitted == null) {
      return null;
    }
    boolean[] chosen = pairs.within(ROUGH, fitted);
    for (int i = 1; i < REFITS; i++) {
      PlaneTransform next = model.fit(pairs, chosen);
      if (next == null) {
        return null;
      }
      fitted = next;
      chosen = pairs.within(NEAR, fitted);
    }
    int inliers = PointPairs.count(chosen);
    double sum = 0;
    for (int i = 0; i < pairs.count(); i++) {
      sum += chosen[i] ? pairs.miss(i, fitted) : 0;
    }
    return new RobustFit(fitted, inliers, Math.sqrt(sum / Math.max(1, inliers)));
  }
}
