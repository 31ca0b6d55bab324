package io.vedette.detector.evaluate;

import io.vedette.detector.Detection;
import io.vedette.detector.dataset.Truth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Compares detections with truths, picture by picture, exactly as COCO's tool does: 101 recall
 * points, IoU 0.50 to 0.95, areas, crowds, at most 100 detections for each picture and class.
 *
 * @see <a href="https://cocodataset.org/#detection-eval">COCO detection evaluation</a>
 */
public final class CocoEvaluator {
  private static final int IOU_75 = 5;

  private final List<Map<AreaRange, List<DetectionMatcher>>> classes = new ArrayList<>();

  /**
   * @param classes how many there are; class ids of truths and detections are below
   */
  public CocoEvaluator(int classes) {
    for (int i = 0; i < classes; i++) {
      Map<AreaRange, List<DetectionMatcher>> ranges = new EnumMap<>(AreaRange.class);
      for (AreaRange range : AreaRange.values()) {
        ranges.put(range, new ArrayList<>());
      }
      this.classes.add(ranges);
    }
  }

  /**
   * Adds one picture.
   *
   * @throws IndexOutOfBoundsException when a class id is not below the number of classes
   */
  public void add(List<Truth> truths, List<Detection> detections) {
    List<List<Truth>> wanted = new ArrayList<>();
    List<List<Detection>> answers = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      wanted.add(new ArrayList<>());
      answers.add(new ArrayList<>());
    }
    truths.forEach(truth -> wanted.get(truth.classId()).add(truth));
    detections.forEach(detection -> answers.get(detection.classId()).add(detection));
    for (int i = 0; i < classes.size(); i++) {
      if (!wanted.get(i).isEmpty() || !answers.get(i).isEmpty()) {
        add(classes.get(i), wanted.get(i), DetectionMatcher.ranked(answers.get(i)));
      }
    }
  }

  private static void add(
      Map<AreaRange, List<DetectionMatcher>> ranges, List<Truth> truths, List<Detection> ranked) {
    double[][] overlaps = DetectionMatcher.overlaps(ranked, truths);
    ranges.forEach(
        (range, pictures) -> pictures.add(DetectionMatcher.of(ranked, truths, overlaps, range)));
  }

  /** The figures over all pictures so far. */
  public CocoMetrics metrics() {
    List<PrecisionRecall> all = curves(AreaRange.ALL, DetectionMatcher.MAX_DETECTIONS);
    List<CocoMetrics.OfClass> perClass =
        all.stream()
            .map(curve -> new CocoMetrics.OfClass(curve.meanPrecision(), curve.precisionAt(0)))
            .toList();
    return new CocoMetrics(
        mean(all, PrecisionRecall::meanPrecision),
        mean(all, curve -> curve.precisionAt(0)),
        mean(all, curve -> curve.precisionAt(IOU_75)),
        meanPrecision(AreaRange.SMALL),
        meanPrecision(AreaRange.MEDIUM),
        meanPrecision(AreaRange.LARGE),
        meanRecall(1),
        meanRecall(10),
        mean(all, PrecisionRecall::meanRecall),
        perClass,
        WorkingPoint.of(
            classes.stream()
                .flatMap(ranges -> ranges.getOrDefault(AreaRange.ALL, List.of()).stream())
                .toList()));
  }

  private double meanPrecision(AreaRange range) {
    return mean(curves(range, DetectionMatcher.MAX_DETECTIONS), PrecisionRecall::meanPrecision);
  }

  private double meanRecall(int maxDetections) {
    return mean(curves(AreaRange.ALL, maxDetections), PrecisionRecall::meanRecall);
  }

  private List<PrecisionRecall> curves(AreaRange range, int maxDetections) {
    return classes.stream()
        .map(ranges -> PrecisionRecall.of(ranges.getOrDefault(range, List.of()), maxDetections))
        .toList();
  }

  /** Mean over the classes of which any object counts. */
  private static double mean(List<PrecisionRecall> curves, ToDoubleFunction<PrecisionRecall> of) {
    return curves.stream()
        .filter(curve -> !curve.isEmpty())
        .mapToDouble(of)
        .average()
        .orElse(CocoMetrics.NONE);
  }
}
