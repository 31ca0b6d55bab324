package io.vedette.benchmarks.escalation;

import io.vedette.benchmarks.escalation.Film.Scene;
import io.vedette.benchmarks.escalation.TeacherQuery.Reply;
import io.vedette.detector.Detection;
import io.vedette.detector.DetectorException;
import io.vedette.edge.escalate.budget.AdaptiveThreshold;
import io.vedette.edge.escalate.budget.TokenBucket;
import io.vedette.edge.escalate.framing.UncertainRegions;
import io.vedette.edge.escalate.policy.Policy;
import io.vedette.edge.escalate.policy.VerdictOutcome;
import io.vedette.edge.escalate.signal.FrameFeatures;
import io.vedette.edge.escalate.signal.FrameFeatures.FrameContext;
import io.vedette.edge.escalate.signal.Novelty;
import io.vedette.edge.escalate.signal.Signal;
import io.vedette.edge.escalate.signal.Signals;
import io.vedette.edge.fusion.VerdictFusion;
import io.vedette.edge.track.Track;
import io.vedette.edge.track.TrackedFrame;
import io.vedette.edge.view.GreyGrid;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One film seen once, frame after frame, as an agent sees it: decide, ask, fuse. A verdict comes so
 * many frames late.
 *
 * <p>The budget is a share of what asking about every frame would cost.
 */
final class PolicySimulation {

  /** How much of the budget may be saved up, frames' worth of asking. */
  private static final double BURST = 4;

  /** How fast the mean cost of a question follows. */
  private static final double SMOOTHING = 0.1;

  private final Film film;
  private final TeacherQuery asking;
  private final double share;
  private final int late;
  private final float studentAt;
  private final VerdictFusion fusion = new VerdictFusion();
  private final Novelty novelty = new Novelty();
  private final AdaptiveThreshold bar = new AdaptiveThreshold();
  private final TokenBucket bucket;
  private final SplittableRandom dice = new SplittableRandom(7);
  private final Deque<Due> due = new ArrayDeque<>();
  private double meanCost = 1;
  private long lastAsked = Long.MIN_VALUE;
  private long lastWhole = Long.MIN_VALUE;

  private record Due(int frame, Reply reply) {}

  /**
   * What was shown of a frame in the end.
   *
   * @param asked what was sent; null: nothing
   */
  record Shown(List<Detection> objects, @Nullable Reply asked) {

    /** Sent up. */
    int bytes() {
      return asked == null ? 0 : asked.bytes();
    }
  }

  /**
   * @param share of what asking about every frame would cost, 0 to 1
   * @param late frames between a question and its answer
   */
  PolicySimulation(Film film, TeacherQuery asking, double share, int late, float studentAt) {
    this.film = film;
    this.asking = asking;
    this.share = share;
    this.late = late;
    this.studentAt = studentAt;
    this.bucket =
        new TokenBucket(share * 1000, BURST); // a frame a millisecond: time is counted in frames
  }

  /**
   * Shows the film.
   *
   * @param policy null: knows the verdict on the whole frame before asking
   * @param learns so many frames from the first on teach the policy
   */
  List<Shown> run(@Nullable Policy policy, int learns) throws DetectorException, IOException {
    List<Shown> shown = new ArrayList<>();
    @Nullable GreyGrid before = null;
    for (int i = 0; i < film.scenes().size(); i++) {
      Scene scene = film.scenes().get(i);
      answer(i);
      TrackedFrame tracked =
          fusion.onFrame(
              scene.shown(),
              scene.peaks(),
              studentAt,
              scene.millis(),
              scene.width(),
              scene.height());
      GreyGrid now = scene.grey();
      boolean[] moved = now.movedSince(before == null ? now : before);
      before = now;
      FrameFeatures look =
          FrameFeatures.of(
              scene.shown(),
              scene.peaks(),
              studentAt,
              Film.FLOOR,
              tracked,
              new FrameContext(
                  now.unseen(moved, scene.shown()),
                  novelty.of(scene.grey()),
                  secondsSince(lastAsked, scene),
                  (float) scene.width() * scene.height(),
                  null));
      VerdictOutcome outcome = VerdictOutcome.of(look, scene.answer());
      Signals signals = Signals.of(look);
      double worth =
          policy == null
              ? outcome.gain() * signals.get(Signal.STALENESS)
              : policy.worth(signals, dice.nextDouble());
      bucket.advance(i);
      boolean wanted =
          share > 0
              && bar.passes(worth, Math.min(1, share / meanCost), bucket.fill())
              && bucket.holds(meanCost);
      Reply reply = null;
      if (wanted) {
        UncertainRegions doubtful =
            UncertainRegions.of(
                look,
                tracked,
                now.unseenCells(moved, scene.shown()),
                secondsSince(lastWhole, scene));
        reply = ask(i, doubtful);
      }
      if (reply != null) {
        if (policy != null && i < learns) {
          learn(policy, look, reply);
        }
        answer(i);
      }
      shown.add(new Shown(fusion.objects().stream().map(Track::detection).toList(), reply));
    }
    return shown;
  }

  private static double secondsSince(long millis, Scene scene) {
    return millis == Long.MIN_VALUE ? Double.POSITIVE_INFINITY : (scene.millis() - millis) / 1000.0;
  }

  /** Asks; null where that costs more than is there. */
  private @Nullable Reply ask(int frame, UncertainRegions doubtful)
      throws DetectorException, IOException {
    Scene scene = film.scenes().get(frame);
    Reply reply = asking.ask(film, scene, doubtful);
    meanCost += SMOOTHING * (reply.cost() - meanCost);
    if (!bucket.holds(reply.cost())) {
      return null;
    }
    bucket.take(reply.cost());
    lastAsked = scene.millis();
    lastWhole = reply.region().isWhole() ? lastAsked : lastWhole;
    due.add(new Due(frame, reply));
    return reply;
  }

  private static void learn(Policy policy, FrameFeatures look, Reply reply) {
    FrameFeatures judged = look.within(reply.region());
    policy.learn(
        Signals.of(judged), VerdictOutcome.of(judged, reply.region().judged(reply.objects())));
  }

  /** Takes in the verdict that is due at a frame. */
  private void answer(int now) {
    Due next = due.peek();
    if (next == null || now - next.frame() < late) {
      return;
    }
    due.remove();
    Reply reply = next.reply();
    fusion.onVerdict(reply.objects(), reply.region(), film.scenes().get(next.frame()).millis());
  }
}
