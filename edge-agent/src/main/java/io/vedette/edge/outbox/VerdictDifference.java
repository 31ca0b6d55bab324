package io.vedette.edge.outbox;

import io.vedette.detector.Detection;
import io.vedette.detector.evaluate.DetectionPairs;
import java.util.List;

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

  /** Compares what the student saw with a verdict; labels are compared by name. */
  public static VerdictDifference between(List<Detection> student, List<Detection> teacher) {
    DetectionPairs pairs = DetectionPairs.of(student, teacher);
    return new VerdictDifference(
        pairs.same().size(),
        pairs.relabelled().size(),
        pairs.onlyOther().size(),
        pairs.onlyOne().size());
  }

  /** The sum of both. */
  public VerdictDifference plus(VerdictDifference other) {
    return new VerdictDifference(
        confirmed + other.confirmed,
        relabelled + other.relabelled,
        added + other.added,
        removed + other.removed);
  }
}
