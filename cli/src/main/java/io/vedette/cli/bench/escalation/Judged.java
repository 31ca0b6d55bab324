package io.vedette.cli.bench.escalation;

import io.vedette.detector.Detection;
import io.vedette.edge.escalate.policy.Outcome;
import io.vedette.edge.escalate.signal.Look;
import io.vedette.edge.escalate.signal.Look.Surroundings;
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
record Judged(
    Shot shot, Look look, Look mirrored, List<Detection> answer, Tally kept, Tally asked) {

  /** As in an agent: weaker candidates say nothing. */
  private static final float FLOOR = 0.05f;

  private static final TrackedFrame ALONE =
      new TrackedFrame(List.of(), List.of(), List.of(), List.of());

  static Judged of(Shot shot, float studentAt, float teacherAt, boolean labelled) {
    List<Detection> shown = WorkingPoints.above(shot.student(), studentAt);
    List<Detection> answer = WorkingPoints.above(shot.teacher(), teacherAt);
    List<Detection> reference = labelled ? shot.truth() : answer;
    return new Judged(
        shot,
        look(shot, studentAt, false),
        look(shot, studentAt, true),
        answer,
        Tally.of(shown, reference),
        Tally.of(answer, reference));
  }

  private static Look look(Shot shot, float threshold, boolean mirrored) {
    Surroundings plain = Surroundings.none(shot.row().width(), shot.row().height());
    Surroundings around =
        new Surroundings(
            plain.unseenMotion(),
            plain.novelty(),
            plain.secondsSinceVerdict(),
            plain.area(),
            mirrored ? shot.mirrored() : null);
    return Look.of(
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

  Outcome outcome(boolean withMirror) {
    return Outcome.of(withMirror ? mirrored : look, answer);
  }
}
