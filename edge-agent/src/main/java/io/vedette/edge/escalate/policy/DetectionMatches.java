package io.vedette.edge.escalate.policy;

import io.vedette.detector.Detection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Matches detections with objects: greedily, highest score first, by overlap, same label. */
public final class DetectionMatches {

  private static final float SAME_OBJECT = 0.5f;

  private DetectionMatches() {}

  /**
   * The detections that match an object, each another one; compared by identity.
   *
   * @param objects the true objects
   */
  public static Set<Detection> of(List<Detection> detections, List<Detection> objects) {
    Set<Detection> right = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Detection> left = new ArrayList<>(objects);
    detections.stream()
        .sorted(Comparator.comparing(Detection::score).reversed())
        .forEach(
            detection -> {
              Detection object = best(detection, left);
              if (object != null) {
                left.removeIf(o -> o == object);
                right.add(detection);
              }
            });
    return right;
  }

  private static @Nullable Detection best(Detection detection, List<Detection> objects) {
    Detection best = null;
    float overlap = SAME_OBJECT;
    for (Detection object : objects) {
      float iou = object.box().iou(detection.box());
      if (iou >= overlap && object.label().equals(detection.label())) {
        best = object;
        overlap = iou;
      }
    }
    return best;
  }
}
