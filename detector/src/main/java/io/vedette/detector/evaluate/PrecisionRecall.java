package io.vedette.detector.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Precision and recall of one class in one range of areas, at each threshold of {@link
 * DetectionMatcher#IOUS}; as {@code COCOeval.accumulate} does it.
 *
 * @param precision average precision over 101 recall points; empty if no object counts
 * @param recall the highest recall; empty if no object counts
 */
record PrecisionRecall(double[] precision, double[] recall) {
  private static final int RECALL_POINTS = 101;
  private static final double RECALL_STEP = 0.01;
  private static final double SMALLEST = Math.ulp(1.0);

  private record Ranked(float score, int found, int ignored) {}

  /**
   * Joins the matchings of all pictures.
   *
   * @param maxDetections how many detections of each picture count
   */
  static PrecisionRecall of(List<DetectionMatcher> pictures, int maxDetections) {
    List<Ranked> all = new ArrayList<>();
    int objects = 0;
    for (DetectionMatcher picture : pictures) {
      objects += picture.counting();
      for (int d = 0; d < Math.min(maxDetections, picture.scores().length); d++) {
        all.add(new Ranked(picture.scores()[d], picture.found()[d], picture.ignored()[d]));
      }
    }
    if (objects == 0) {
      return new PrecisionRecall(new double[0], new double[0]);
    }
    all.sort(Comparator.comparing(Ranked::score).reversed());
    double[] precision = new double[DetectionMatcher.IOUS.length];
    double[] recall = new double[DetectionMatcher.IOUS.length];
    for (int i = 0; i < DetectionMatcher.IOUS.length; i++) {
      int bit = 1 << i;
      List<Ranked> counting = all.stream().filter(d -> (d.ignored & bit) == 0).toList();
      double[] precisions = new double[counting.size()];
      double[] recalls = new double[counting.size()];
      int right = 0;
      for (int d = 0; d < counting.size(); d++) {
        right += (counting.get(d).found & bit) != 0 ? 1 : 0;
        recalls[d] = right / (double) objects;
        precisions[d] = right / (d + 1 + SMALLEST);
      }
      recall[i] = recalls.length == 0 ? 0 : recalls[recalls.length - 1];
      precision[i] = average(precisions, recalls);
    }
    return new PrecisionRecall(precision, recall);
  }

  /** Mean of the highest precision reached at or beyond each of the recall points. */
  static double average(double[] precisions, double[] recalls) {
    for (int d = precisions.length - 2; d >= 0; d--) {
      precisions[d] = Math.max(precisions[d], precisions[d + 1]);
    }
    double sum = 0;
    int at = 0;
    for (int point = 0; point < RECALL_POINTS; point++) {
      // As numpy's linspace rounds: a recall of 0.07 does not reach point 7 * 0.01.
      double wanted = point == RECALL_POINTS - 1 ? 1 : point * RECALL_STEP;
      while (at < recalls.length && recalls[at] < wanted) {
        at++;
      }
      sum += at < precisions.length ? precisions[at] : 0;
    }
    return sum / RECALL_POINTS;
  }

  boolean isEmpty() {
    return precision.length == 0;
  }

  double meanPrecision() {
    return Arrays.stream(precision).average().orElse(CocoMetrics.NONE);
  }

  double meanRecall() {
    return Arrays.stream(recall).average().orElse(CocoMetrics.NONE);
  }

  /** Precision at one threshold of {@link DetectionMatcher#IOUS}. */
  double precisionAt(int iou) {
    return isEmpty() ? CocoMetrics.NONE : precision[iou];
  }
}
