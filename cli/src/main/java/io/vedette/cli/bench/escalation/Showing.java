package io.vedette.cli.bench.escalation;

import io.vedette.cli.bench.escalation.Film.Scene;
import io.vedette.detector.Detection;
import io.vedette.edge.escalate.budget.Bar;
import io.vedette.edge.escalate.budget.Bucket;
import io.vedette.edge.escalate.policy.Outcome;
import io.vedette.edge.escalate.policy.Policy;
import io.vedette.edge.escalate.signal.Look;
import io.vedette.edge.escalate.signal.Look.Surroundings;
import io.vedette.edge.escalate.signal.Novelty;
import io.vedette.edge.escalate.signal.Signal;
import io.vedette.edge.escalate.signal.Signals;
import io.vedette.edge.fusion.Fusion;
import io.vedette.edge.track.Track;
import io.vedette.edge.track.TrackedFrame;
import io.vedette.edge.view.GreyGrid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One film seen once, frame after frame, as an agent sees it: decide, ask, fuse. A verdict comes so
 * many frames late.
 */
final class Showing {

  /** How much of the budget may be saved up, frames' worth of asking. */
  private static final double BURST = 4;

  private final Film film;
  private final double share;
  private final int late;
  private final float studentAt;
  private final Fusion fusion = new Fusion();
  private final Novelty novelty = new Novelty();
  private final Bar bar = new Bar();
  private final Bucket bucket;
  private final SplittableRandom dice = new SplittableRandom(7);
  private final Deque<Integer> asked = new ArrayDeque<>();

  /** What was shown of a frame in the end. */
  record Shown(List<Detection> objects, boolean asked) {}

  /**
   * @param share of the frames that may be asked about, 0 to 1
   * @param late frames between a question and its answer
   */
  Showing(Film film, double share, int late, float studentAt) {
    this.film = film;
    this.share = share;
    this.late = late;
    this.studentAt = studentAt;
    this.bucket =
        new Bucket(share * 1000, BURST); // a frame a millisecond: time is counted in frames
  }

  /**
   * Shows the film.
   *
   * @param policy null: knows the verdict before asking
   * @param learns so many frames from the first on teach the policy
   */
  List<Shown> run(@Nullable Policy policy, int learns) {
    List<Shown> shown = new ArrayList<>();
    @Nullable GreyGrid before = null;
    long lastAsked = Long.MIN_VALUE;
    for (int i = 0; i < film.scenes().size(); i++) {
      Scene scene = film.scenes().get(i);
      answer(i);
      TrackedFrame tracked =
          fusion.see(
              scene.shown(),
              scene.peaks(),
              studentAt,
              scene.millis(),
              scene.width(),
              scene.height());
      GreyGrid now = scene.grey();
      float motion = before == null ? 0 : now.unseen(now.movedSince(before), scene.shown());
      before = now;
      double since =
          lastAsked == Long.MIN_VALUE
              ? Double.POSITIVE_INFINITY
              : (scene.millis() - lastAsked) / 1000.0;
      Look look =
          Look.of(
              scene.shown(),
              scene.peaks(),
              studentAt,
              Film.FLOOR,
              tracked,
              new Surroundings(
                  motion,
                  novelty.of(scene.grey()),
                  since,
                  (float) scene.width() * scene.height(),
                  null));
      Outcome outcome = Outcome.of(look, scene.answer());
      Signals signals = Signals.of(look);
      double worth =
          policy == null
              ? outcome.gain() * signals.get(Signal.STALENESS)
              : policy.worth(signals, dice.nextDouble());
      bucket.advance(i);
      boolean ask = share > 0 && bar.passes(worth, share, bucket.fill()) && bucket.holds(1);
      if (ask) {
        bucket.take(1);
        lastAsked = scene.millis();
        asked.add(i);
        if (policy != null && i < learns) {
          policy.learn(signals, outcome);
        }
        answer(i);
      }
      List<Detection> objects = tracked.tracks().stream().map(Track::detection).toList();
      shown.add(new Shown(ask && late == 0 ? scene.answer() : objects, ask));
    }
    return shown;
  }

  /** Takes in the verdict that is due at a frame. */
  private void answer(int now) {
    Integer due = asked.peek();
    if (due == null || now - due < late) {
      return;
    }
    asked.remove();
    Scene then = film.scenes().get(due);
    fusion.told(then.answer(), then.millis());
  }
}
