package io.vedette.edge.fusion;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.track.TrackedDetection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which of several things is the object at a place. */
final class ObjectMatcher {

  /** Boxes that overlap less are of two objects: student and teacher draw them differently. */
  static final float SAME_OBJECT = 0.3f;

  /** One of the same name is preferred to any that only fits better. */
  private static final float SAME_NAME = 0.5f;

  private static final float PER_SCORE = 0.25f;

  private ObjectMatcher() {}

  /** What is most likely the object of that name at that box; null where nothing is near. */
  static @Nullable TrackedDetection best(List<TrackedDetection> all, Box box, String label) {
    TrackedDetection best = null;
    float most = 0;
    for (TrackedDetection candidate : all) {
      Detection seen = candidate.detection();
      float overlap = seen.box().iou(box);
      float fit =
          seen.label().equals(label) ? overlap + SAME_NAME + PER_SCORE * seen.score() : overlap;
      if (overlap >= SAME_OBJECT && fit > most) {
        best = candidate;
        most = fit;
      }
    }
    return best;
  }

  /** The held object that a verdict speaks of again. */
  static @Nullable TeacherTrack same(List<TeacherTrack> all, Detection object) {
    TeacherTrack best = null;
    float most = SAME_OBJECT;
    for (TeacherTrack candidate : all) {
      float overlap = candidate.object().box().iou(object.box());
      if (overlap >= most && candidate.object().label().equals(object.label())) {
        best = candidate;
        most = overlap;
      }
    }
    return best;
  }
}
