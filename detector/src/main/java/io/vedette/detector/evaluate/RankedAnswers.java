package io.vedette.detector.evaluate;

import io.vedette.detector.Detection;
import io.vedette.detector.dataset.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What a detector answered, kept so that AP50 of any choice of the pictures is quick to compute.
 */
final class RankedAnswers {

  private static final int IOU_50 = 1;

  private final List<List<Answer>> classes = new ArrayList<>();
  private final List<List<Objects>> objects = new ArrayList<>();
  private int pictures;
  private boolean sorted;

  private record Answer(int picture, float score, boolean right) {}

  private record Objects(int picture, int count) {}

  RankedAnswers(int count) {
    for (int i = 0; i < count; i++) {
      classes.add(new ArrayList<>());
      objects.add(new ArrayList<>());
    }
  }

  /** Adds the next picture. */
  void add(List<Truth> truths, List<Detection> detections) {
    for (int i = 0; i < classes.size(); i++) {
      int id = i;
      List<Truth> wanted = truths.stream().filter(t -> t.classId() == id).toList();
      List<Detection> ranked =
          DetectionMatcher.ranked(detections.stream().filter(d -> d.classId() == id).toList());
      DetectionMatcher matching =
          DetectionMatcher.of(
              ranked, wanted, DetectionMatcher.overlaps(ranked, wanted), AreaRange.ALL);
      objects.get(i).add(new Objects(pictures, matching.counting()));
      for (int d = 0; d < ranked.size(); d++) {
        if ((matching.ignored()[d] & IOU_50) == 0) {
          boolean right = (matching.found()[d] & IOU_50) != 0;
          classes.get(i).add(new Answer(pictures, matching.scores()[d], right));
        }
      }
    }
    pictures++;
    sorted = false;
  }

  int pictures() {
    return pictures;
  }

  /**
   * AP at an overlap of 0.50, the mean over the classes of which there is an object.
   *
   * @param times how often each picture counts
   */
  double ap50(int[] times) {
    if (!sorted) {
      classes.forEach(one -> one.sort(Comparator.comparing(Answer::score).reversed()));
      sorted = true;
    }
    double sum = 0;
    int counted = 0;
    for (int i = 0; i < classes.size(); i++) {
      long wanted = objects.get(i).stream().mapToLong(o -> (long) times[o.picture] * o.count).sum();
      if (wanted > 0) {
        sum += average(classes.get(i), times, wanted);
        counted++;
      }
    }
    return counted == 0 ? CocoMetrics.NONE : sum / counted;
  }

  private static double average(List<Answer> ranked, int[] times, long wanted) {
    double[] precisions = new double[ranked.size()];
    double[] recalls = new double[ranked.size()];
    int size = 0;
    long right = 0;
    long all = 0;
    for (Answer answer : ranked) {
      int often = times[answer.picture];
      if (often > 0) {
        right += answer.right ? often : 0;
        all += often;
        recalls[size] = right / (double) wanted;
        precisions[size++] = right / (double) all;
      }
    }
    return PrecisionRecall.average(Arrays.copyOf(precisions, size), Arrays.copyOf(recalls, size));
  }
}
