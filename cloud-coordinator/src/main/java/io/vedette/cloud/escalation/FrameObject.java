package io.vedette.cloud.escalation;

import io.vedette.detector.Detection;
import io.vedette.detector.evaluate.DetectionPairs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One object of a frame: the student's box, the teacher's or a person's, or both.
 *
 * @param disagreement null while there is no verdict
 */
public record FrameObject(
    @Nullable Disagreement disagreement, @Nullable Detection student, @Nullable Detection teacher) {

  private static final Comparator<FrameObject> DIFFERENT_FIRST =
      Comparator.comparing((FrameObject o) -> o.disagreement == Disagreement.CONFIRMED)
          .thenComparing(FrameObject::score, Comparator.reverseOrder());

  /** All objects of a frame: those that differ first, then the best scores. */
  public static List<FrameObject> of(AcceptedEscalation escalation) {
    TeacherVerdict verdict = escalation.verdict();
    return of(escalation.student(), verdict == null ? null : verdict.detections());
  }

  /**
   * The same, with what is known to be there in place of the verdict.
   *
   * @param there null while nothing is known
   */
  public static List<FrameObject> of(List<Detection> student, @Nullable List<Detection> there) {
    List<FrameObject> objects = new ArrayList<>();
    if (there == null) {
      student.forEach(box -> objects.add(new FrameObject(null, box, null)));
    } else {
      DetectionPairs pairs = DetectionPairs.of(student, there);
      pairs.same().forEach(p -> objects.add(paired(Disagreement.CONFIRMED, p)));
      pairs.relabelled().forEach(p -> objects.add(paired(Disagreement.RELABELLED, p)));
      pairs.onlyOne().forEach(box -> objects.add(new FrameObject(Disagreement.FALSE, box, null)));
      pairs
          .onlyOther()
          .forEach(box -> objects.add(new FrameObject(Disagreement.MISSED, null, box)));
    }
    objects.sort(DIFFERENT_FIRST);
    return objects;
  }

  private static FrameObject paired(Disagreement disagreement, DetectionPairs.Pair pair) {
    return new FrameObject(disagreement, pair.one(), pair.other());
  }

  private float score() {
    return Math.max(score(student), score(teacher));
  }

  private static float score(@Nullable Detection box) {
    return box == null ? 0 : box.score();
  }
}
