package io.vedette.benchmarks.motion;

import io.vedette.benchmarks.motion.CropFilm.Known;
import io.vedette.detector.Detection;
import io.vedette.edge.escalate.EscalationConfig;
import io.vedette.edge.escalate.EscalationPolicy;
import io.vedette.edge.escalate.signal.FrameFeatures;
import io.vedette.edge.escalate.signal.FrameFeatures.FrameContext;
import io.vedette.edge.escalate.signal.Novelty;
import io.vedette.edge.escalate.signal.Signals;
import io.vedette.edge.fusion.VerdictFusion;
import io.vedette.edge.motion.GlobalMotion;
import io.vedette.edge.motion.GreyPicture;
import io.vedette.edge.track.TrackedFrame;
import io.vedette.edge.view.GreyGrid;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One film shown to tracker, fusion and escalation, with or without the camera's motion. */
final class FilmRun {

  /** As in an agent. */
  static final float FLOOR = 0.05f;

  /** A frame is asked about once in so many seconds, and its verdict comes late. */
  private static final double SECONDS_BETWEEN_VERDICTS = 1;

  /**
   * A frame of a film.
   *
   * @param detections the student's, down to the floor
   * @param truth objects that are known
   * @param motion of the camera as it was estimated
   * @param grey the picture, small
   */
  record Shown(
      int index,
      long millis,
      int width,
      int height,
      List<Detection> detections,
      List<Known> truth,
      GlobalMotion motion,
      GreyPicture grey) {}

  /**
   * What came of it.
   *
   * @param switches of identities
   * @param f1 of what was shown
   * @param escalated share of frames that the escalation would have asked about, 0 to 1
   */
  record Outcome(int switches, double f1, double escalated) {}

  private final List<Shown> film;
  private final float threshold;
  private final boolean compensates;

  FilmRun(List<Shown> film, float threshold, boolean compensates) {
    this.film = film;
    this.threshold = threshold;
    this.compensates = compensates;
  }

  /**
   * Shows the film.
   *
   * @param delaySeconds of verdicts; negative: there are none
   */
  Outcome run(double delaySeconds) {
    VerdictFusion fusion = new VerdictFusion();
    FilmScore score = new FilmScore();
    Escalation escalation = new Escalation();
    int escalated = 0;
    double nextVerdict = 0.5;
    Deque<Shown> asked = new ArrayDeque<>();
    for (Shown frame : film) {
      double seconds = frame.millis() / 1000.0;
      while (!asked.isEmpty() && seconds >= asked.getFirst().millis() / 1000.0 + delaySeconds) {
        Shown about = asked.removeFirst();
        fusion.onVerdict(objects(about), about.millis());
      }
      GlobalMotion motion = compensates ? frame.motion() : GlobalMotion.STILL;
      List<Detection> shown = above(frame, true);
      List<Detection> peaks = above(frame, false);
      TrackedFrame tracked =
          fusion.onFrame(
              shown, peaks, threshold, frame.millis(), frame.width(), frame.height(), motion);
      if (delaySeconds >= 0 && seconds >= nextVerdict) {
        asked.addLast(frame);
        nextVerdict = seconds + SECONDS_BETWEEN_VERDICTS;
      }
      score.add(tracked.tracks(), frame.truth());
      escalated += escalation.wants(frame, shown, peaks, tracked, motion) ? 1 : 0;
    }
    return new Outcome(score.switches(), score.f1(), (double) escalated / film.size());
  }

  private List<Detection> above(Shown frame, boolean shown) {
    return frame.detections().stream().filter(d -> d.score() >= threshold == shown).toList();
  }

  private static List<Detection> objects(Shown frame) {
    return frame.truth().stream().map(Known::object).toList();
  }

  /** The device's own decision, with a budget that never binds, so that hardness alone counts. */
  private final class Escalation {
    private final EscalationPolicy policy =
        new EscalationPolicy(
            new EscalationConfig(
                1e12, 30, -1, 0.6, 0.001, 90, 1, "threshold", 0, null, null, false),
            "bench");
    private final Novelty novelty = new Novelty();
    private @Nullable Shown before;

    boolean wants(
        Shown frame,
        List<Detection> shown,
        List<Detection> peaks,
        TrackedFrame tracked,
        GlobalMotion motion) {
      GreyGrid now = GreyGrid.of(frame.grey());
      Shown earlier = before;
      before = frame;
      GreyGrid then =
          earlier == null || motion.isUnknown()
              ? now
              : GreyGrid.of(earlier.grey(), motion.transform());
      novelty.move(motion, frame.width(), frame.height());
      Signals signals =
          Signals.of(
              FrameFeatures.of(
                  shown,
                  peaks,
                  threshold,
                  FLOOR,
                  tracked,
                  new FrameContext(
                      now.unseen(now.movedSince(then), frame.detections()),
                      novelty.of(now),
                      Double.POSITIVE_INFINITY,
                      (float) frame.width() * frame.height(),
                      null)));
      return policy.decide("film", frame.millis(), signals).escalate();
    }
  }
}
