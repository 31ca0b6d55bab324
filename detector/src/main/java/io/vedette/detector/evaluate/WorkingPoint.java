package io.vedette.detector.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The score threshold at which a detector would be used: the one with the best F1 at IoU 0.50, all
 * classes together.
 *
 * @param threshold detections with lower scores are left out, 0 to 1
 * @param precision share of the detections left that are right
 * @param recall share of the objects that they find
 * @param falseAlarms how many of the detections left are wrong, over all pictures
 */
public record WorkingPoint(double threshold, double precision, double recall, int falseAlarms) {

  /** Where there is nothing to measure. */
  public static final WorkingPoint NONE =
      new WorkingPoint(CocoMetrics.NONE, CocoMetrics.NONE, CocoMetrics.NONE, 0);

  private record Answer(float score, boolean right) {}

  /** Harmonic mean of precision and recall. */
  public double f1() {
    if (precision == CocoMetrics.NONE) {
      return CocoMetrics.NONE;
    }
    double sum = precision + recall;
    return sum == 0 ? 0 : 2 * precision * recall / sum;
  }

  static WorkingPoint of(List<DetectionMatcher> matchings) {
    int objects = matchings.stream().mapToInt(DetectionMatcher::counting).sum();
    List<Answer> answers =
        matchings.stream()
            .flatMap(WorkingPoint::answers)
            .sorted(Comparator.comparing(Answer::score).reversed())
            .toList();
    WorkingPoint best = NONE;
    int right = 0;
    for (int i = 0; i < answers.size(); i++) {
      right += answers.get(i).right() ? 1 : 0;
      boolean last = i + 1 == answers.size();
      if (objects > 0 && (last || answers.get(i + 1).score() < answers.get(i).score())) {
        int count = i + 1;
        WorkingPoint here =
            new WorkingPoint(
                answers.get(i).score(),
                (double) right / count,
                (double) right / objects,
                count - right);
        best = here.f1() > best.f1() ? here : best;
      }
    }
    return best;
  }

  /** Those that count, at the first threshold of {@link DetectionMatcher#IOUS}. */
  private static Stream<Answer> answers(DetectionMatcher picture) {
    return IntStream.range(0, picture.scores().length)
        .filter(d -> (picture.ignored()[d] & 1) == 0)
        .mapToObj(d -> new Answer(picture.scores()[d], (picture.found()[d] & 1) != 0));
  }
}
