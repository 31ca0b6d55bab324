package io.vedette.detector.evaluate;

import io.vedette.detector.Detection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many objects a detector found, missed, and saw where there are none. Detections are paired
 * with objects as {@link DetectionPairs} does: same label, an overlap of at least half.
 *
 * @param found objects that it found
 * @param missed objects that it did not find
 * @param wrong detections of nothing
 */
public record ObjectCounts(int found, int missed, int wrong) {

  public static final ObjectCounts NONE = new ObjectCounts(0, 0, 0);

  /** Counts one picture, by label; a label without objects and detections is left out. */
  public static Map<String, ObjectCounts> byLabel(List<Detection> objects, List<Detection> seen) {
    DetectionPairs pairs = DetectionPairs.of(seen, objects);
    Map<String, Integer> found = new HashMap<>();
    pairs.same().forEach(pair -> found.merge(pair.other().label(), 1, Integer::sum));
    Map<String, Integer> all = counted(objects);
    Map<String, Integer> answers = counted(seen);
    Set<String> labels = new HashSet<>(all.keySet());
    labels.addAll(answers.keySet());
    Map<String, ObjectCounts> counts = new HashMap<>();
    for (String label : labels) {
      int right = found.getOrDefault(label, 0);
      counts.put(
          label,
          new ObjectCounts(
              right, all.getOrDefault(label, 0) - right, answers.getOrDefault(label, 0) - right));
    }
    return counts;
  }

  private static Map<String, Integer> counted(List<Detection> detections) {
    Map<String, Integer> counts = new HashMap<>();
    detections.forEach(detection -> counts.merge(detection.label(), 1, Integer::sum));
    return counts;
  }

  /** Both together. */
  public ObjectCounts plus(ObjectCounts more) {
    return new ObjectCounts(found + more.found, missed + more.missed, wrong + more.wrong);
  }

  /** How many objects there are. */
  public int objects() {
    return found + missed;
  }

  /** Objects and detections together, the denominator of F1. */
  int total() {
    return 2 * found + missed + wrong;
  }

  /** Harmonic mean of precision and recall, 0 to 1; NaN without objects and detections. */
  public double f1() {
    return total() == 0 ? Double.NaN : 2.0 * found / total();
  }
}
