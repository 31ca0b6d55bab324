package io.vedette.detector.evaluate;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.dataset.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which detections of one picture and class find which objects: greedy by score, each detection
 * takes the free object that it overlaps most; an object that does not count is taken only where no
 * other will do, and a crowd may be taken many times. As {@code COCOeval.evaluateImg} does it.
 *
 * @param scores of the detections, highest first
 * @param found bit t: the detection found an object at threshold t of {@link #IOUS}
 * @param ignored bit t: at threshold t the detection is neither right nor wrong
 * @param counting how many objects count
 * @see <a href="https://github.com/cocodataset/cocoapi">cocoapi, cocoeval.py</a>
 */
record DetectionMatcher(float[] scores, int[] found, int[] ignored, int counting) {

  /** Detections of one picture and class beyond these do not count. */
  static final int MAX_DETECTIONS = 100;

  /** 0.50, 0.55 … 0.95, rounded as numpy's linspace does. */
  static final double[] IOUS = new double[10];

  static {
    for (int i = 0; i < IOUS.length; i++) {
      IOUS[i] = 0.5 + i * ((0.95 - 0.5) / 9);
    }
  }

  /** The detections that are looked at: at most a hundred, highest score first. */
  static List<Detection> ranked(List<Detection> detections) {
    return detections.stream()
        .sorted(Comparator.comparing(Detection::score).reversed())
        .limit(MAX_DETECTIONS)
        .toList();
  }

  /**
   * Overlaps of every detection with every truth: {@code [detections][truths]}. With a crowd it is
   * the share of the detection that lies in the crowd.
   */
  static double[][] overlaps(List<Detection> detections, List<Truth> truths) {
    double[][] overlaps = new double[detections.size()][truths.size()];
    for (int d = 0; d < detections.size(); d++) {
      for (int t = 0; t < truths.size(); t++) {
        Truth truth = truths.get(t);
        overlaps[d][t] = overlap(detections.get(d).box(), truth.box(), truth.crowd());
      }
    }
    return overlaps;
  }

  private static double overlap(Box box, Box truth, boolean crowd) {
    double w = (double) Math.min(box.x2(), truth.x2()) - Math.max(box.x1(), truth.x1());
    double h = (double) Math.min(box.y2(), truth.y2()) - Math.max(box.y1(), truth.y1());
    if (w <= 0 || h <= 0) {
      return 0;
    }
    double common = w * h;
    return common / (crowd ? area(box) : area(box) + area(truth) - common);
  }

  private static double area(Box box) {
    return (double) box.width() * box.height();
  }

  /**
   * Matches within one range of areas.
   *
   * @param detections as {@link #ranked}
   * @param overlaps as {@link #overlaps}
   */
  static DetectionMatcher of(
      List<Detection> detections, List<Truth> truths, double[][] overlaps, AreaRange range) {
    List<Integer> order = new ArrayList<>();
    boolean[] counts = new boolean[truths.size()];
    int counting = 0;
    for (int t = 0; t < truths.size(); t++) {
      counts[t] = !truths.get(t).crowd() && range.contains(truths.get(t).area());
      order.add(counts[t] ? counting++ : order.size(), t);
    }
    float[] scores = new float[detections.size()];
    int[] found = new int[detections.size()];
    int[] ignored = new int[detections.size()];
    for (int d = 0; d < scores.length; d++) {
      scores[d] = detections.get(d).score();
    }
    for (int i = 0; i < IOUS.length; i++) {
      int[] matches = matches(overlaps, IOUS[i], order, counts, truths);
      for (int d = 0; d < matches.length; d++) {
        int match = matches[d];
        if (match >= 0) {
          found[d] |= 1 << i;
          ignored[d] |= counts[match] ? 0 : 1 << i;
        } else if (!range.contains(area(detections.get(d).box()))) {
          ignored[d] |= 1 << i;
        }
      }
    }
    return new DetectionMatcher(scores, found, ignored, counting);
  }

  /**
   * The truth that each detection takes, in the order of the detections; -1: none.
   *
   * @param overlaps as {@link #overlaps}; 0 where the two must not be matched
   * @param threshold least overlap
   */
  static int[] matches(double[][] overlaps, double threshold, List<Truth> truths) {
    boolean[] counts = new boolean[truths.size()];
    Arrays.fill(counts, true);
    List<Integer> order = IntStream.range(0, truths.size()).boxed().toList();
    return matches(overlaps, threshold, order, counts, truths);
  }

  private static int[] matches(
      double[][] overlaps,
      double threshold,
      List<Integer> order,
      boolean[] counts,
      List<Truth> truths) {
    int[] matches = new int[overlaps.length];
    boolean[] taken = new boolean[truths.size()];
    for (int d = 0; d < matches.length; d++) {
      matches[d] = best(overlaps[d], threshold, order, counts, taken, truths);
      if (matches[d] >= 0) {
        taken[matches[d]] = true;
      }
    }
    return matches;
  }

  private static int best(
      double[] overlaps,
      double threshold,
      List<Integer> order,
      boolean[] counts,
      boolean[] taken,
      List<Truth> truths) {
    double least = Math.min(threshold, 1 - 1e-10);
    int match = -1;
    for (int t : order) {
      if (taken[t] && !truths.get(t).crowd()) {
        continue;
      }
      if (match >= 0 && counts[match] && !counts[t]) {
        break;
      }
      if (overlaps[t] >= least) {
        least = overlaps[t];
        match = t;
      }
    }
    return match;
  }
}
