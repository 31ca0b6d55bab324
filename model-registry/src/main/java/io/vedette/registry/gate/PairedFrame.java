package io.vedette.registry.gate;

import io.vedette.detector.Detection;
import io.vedette.detector.evaluate.F1Difference;
import io.vedette.detector.evaluate.ObjectCounts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the current version and a new one did on one frame.
 *
 * @param camera the group that it belongs to
 * @param byLabel counts of both, by label; the current version is the first of each pair
 */
public record PairedFrame(String camera, Map<String, F1Difference.Pair> byLabel) {

  private static final F1Difference.Pair NOTHING =
      new F1Difference.Pair(ObjectCounts.NONE, ObjectCounts.NONE);

  public PairedFrame {
    byLabel = Map.copyOf(byLabel);
  }

  /** Compares the answers of both with the objects of a frame. */
  public static PairedFrame of(
      String camera, List<Detection> objects, List<Detection> current, List<Detection> next) {
    Map<String, ObjectCounts> before = ObjectCounts.byLabel(objects, current);
    Map<String, ObjectCounts> after = ObjectCounts.byLabel(objects, next);
    Set<String> labels = new HashSet<>(before.keySet());
    labels.addAll(after.keySet());
    Map<String, F1Difference.Pair> byLabel = new HashMap<>();
    for (String label : labels) {
      byLabel.put(
          label,
          new F1Difference.Pair(
              before.getOrDefault(label, ObjectCounts.NONE),
              after.getOrDefault(label, ObjectCounts.NONE)));
    }
    return new PairedFrame(camera, byLabel);
  }

  /** Of all labels together. */
  F1Difference.Pair all() {
    return byLabel.values().stream()
        .reduce(
            NOTHING,
            (a, b) -> new F1Difference.Pair(a.one().plus(b.one()), a.other().plus(b.other())));
  }

  F1Difference.Pair of(String label) {
    return byLabel.getOrDefault(label, NOTHING);
  }
}
