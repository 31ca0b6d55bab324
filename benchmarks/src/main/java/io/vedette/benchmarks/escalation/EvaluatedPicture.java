package io.vedette.benchmarks.escalation;

import io.vedette.detector.Detection;
import io.vedette.edge.escalate.policy.VerdictOutcome;
import io.vedette.edge.escalate.signal.FrameFeatures;
import io.vedette.edge.escalate.signal.FrameFeatures.FrameContext;
import io.vedette.edge.escalate.signal.Signals;
import io.vedette.edge.track.TrackedFrame;
import java.util.List;

/**
 * A picture at the working points that were found on the other half.
 *
 * @param plain features of the student's answer
 * @param mirrored the same with the mirrored view asked, too
 * @param answer what the teacher would answer
 * @param kept counts when the student's answer stays
 * @param asked counts when the teacher's takes its place
 */
record EvaluatedPicture(
    ClipFrame frame,
    FrameFeatures plain,
    FrameFeatures mirrored,
    List<Detection> answer,
    DetectionCounts kept,
    DetectionCounts asked) {

  /** As in an agent: weaker candidates say nothing. */
  private static final float FLOOR = 0.05f;

  private static final TrackedFrame ALONE =
      new TrackedFrame(List.of(), List.of(), List.of(), List.of());

  static EvaluatedPicture of(ClipFrame frame, float studentAt, float teacherAt, boolean labelled) {
    List<Detection> shown = WorkingPoints.above(frame.student(), studentAt);
    List<Detection> answer = WorkingPoints.above(frame.teacher(), teacherAt);
    List<Detection> reference = labelled ? frame.truth() : answer;
    return new EvaluatedPicture(
        frame,
        features(frame, studentAt, false),
        features(frame, studentAt, true),
        answer,
        DetectionCounts.of(shown, reference),
        DetectionCounts.of(answer, reference));
  }

  private static FrameFeatures features(ClipFrame frame, float threshold, boolean mirrored) {
    FrameContext none = FrameContext.none(frame.row().width(), frame.row().height());
    FrameContext around =
        new FrameContext(
            none.unseenMotion(),
            none.novelty(),
            none.secondsSinceVerdict(),
            none.area(),
            mirrored ? frame.mirrored() : null);
    return FrameFeatures.of(
        WorkingPoints.above(frame.student(), threshold),
        frame.student().stream().filter(d -> d.score() < threshold && d.score() >= FLOOR).toList(),
        threshold,
        FLOOR,
        ALONE,
        around);
  }

  Signals signals(boolean withMirror) {
    return Signals.of(withMirror ? mirrored : plain);
  }

  VerdictOutcome outcome(boolean withMirror) {
    return VerdictOutcome.of(withMirror ? mirrored : plain, answer);
  }
}
