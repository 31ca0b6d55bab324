package io.vedette.edge.escalate;

import io.vedette.detector.Detection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a verdict differs from what the student saw on the same frame.
 *
 * @param confirmed objects both see alike
 * @param relabelled objects both see under different names
 * @param added objects only the teacher sees
 * @param removed objects only the student sees
 */
public record VerdictDifference(long confirmed, long relabelled, long added, long removed) {

  public static final VerdictDifference NONE = new VerdictDifference(0, 0, 0, 0);

  private static final float SAME_OBJECT = 0.5f;

  /** Compares, greedily by overlap; labels meet by name. */
  public static VerdictDifference between(List<Detection> student, List<Detection> teacher) {
    List<Detection> left = new ArrayList<>(student);
    int confirmed = 0;
    int relabelled = 0;
    int added = 0;
    for (Detection truth : teacher) {
      Detection match = best(left, truth);
      if (match == null) {
        added++;
      } else if (match.label().equals(truth.label())) {
        confirmed++;
      } else {
        relabelled++;
      }
      left.remove(match);
    }
    return new VerdictDifference(confirmed, relabelled, added, left.size());
  }

  /** The sum of both. */
  public VerdictDifference plus(VerdictDifference other) {
    return new VerdictDifference(
        confirmed + other.confirmed,
        relabelled + other.relabelled,
        added + other.added,
        removed + other.removed);
  }

  private static @Nullable Detection best(List<Detection> candidates, Detection truth) {
    Detection best = null;
    float overlap = SAME_OBJECT;
    for (Detection candidate : candidates) {
      float iou = candidate.box().iou(truth.box());
      if (iou >= overlap) {
        best = candidate;
        overlap = iou;
      }
    }
    return best;
  }
}
