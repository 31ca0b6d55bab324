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
 * @param look at the student's answer
 * @param mirrored the same with the mirrored view asked, too
 * @param answer what the teacher would answer
 * @param kept counts when the student's answer stays
 * @param asked counts when the teacher's takes its place
 */
record JudgedPicture(
    ClipFrame shot,
    FrameFeatures look,
    FrameFeatures mirrored,
    List<Detection> answer,
    DetectionCounts kept,
    DetectionCounts asked) {

  /** As in an agent: weaker candidates say nothing. */
  private static final float FLOOR = 0.05f;

  private static final TrackedFrame ALONE =
      new TrackedFrame(List.of(), List.of(), List.of(), List.of());

  static JudgedPicture of(ClipFrame shot, float studentAt, float teacherAt, boolean labelled) {
    List<Detection> shown = WorkingPoints.above(shot.student(), studentAt);
    List<Detection> answer = WorkingPoints.above(shot.teacher(), teacherAt);
    List<Detection> reference = labelled ? shot.truth() : answer;
    return new JudgedPicture(
        shot,
        look(shot, studentAt, false),
        look(shot, studentAt, true),
        answer,
        DetectionCounts.of(shown, reference),
        DetectionCounts.of(answer, reference));
  }

  private static FrameFeatures look(ClipFrame shot, float threshold, boolean mirrored) {
    FrameContext plain = FrameContext.none(shot.row().width(), shot.row().height());
    FrameContext around =
        new FrameContext(
            plain.unseenMotion(),
            plain.novelty(),
            plain.secondsSinceVerdict(),
            plain.area(),
            mirrored ? shot.mirrored() : null);
    return FrameFeatures.of(
        WorkingPoints.above(shot.student(), threshold),
        shot.student().stream().filter(d -> d.score() < threshold && d.score() >= FLOOR).toList(),
        threshold,
        FLOOR,
        ALONE,
        around);
  }

  Signals signals(boolean withMirror) {
    return Signals.of(withMirror ? mirrored : look);
  }

  VerdictOutcome outcome(boolean withMirror) {
    return VerdictOutcome.of(withMirror ? mirrored : look, answer);
  }
}
