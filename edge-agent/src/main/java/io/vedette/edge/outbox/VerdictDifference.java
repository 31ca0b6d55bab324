package io.vedette.edge.outbox;

import io.vedette.detector.Detection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How verdicts differ from what the student saw in the same pictures.
 *
 * @param confirmed objects that both see, with one label
 * @param relabelled objects that both see, with different labels
 * @param added objects that only the teacher sees
 * @param removed objects that only the student sees
 */
public record VerdictDifference(long confirmed, long relabelled, long added, long removed) {

  public static final VerdictDifference NONE = new VerdictDifference(0, 0, 0, 0);

  private static final float SAME_OBJECT = 0.5f;

  /** Matches objects greedily by overlap; labels are compared by name. */
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
