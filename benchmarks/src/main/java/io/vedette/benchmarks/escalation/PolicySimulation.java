package io.vedette.benchmarks.escalation;

import io.vedette.benchmarks.escalation.StudyVideo.StudyFrame;
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
 * One video, frame after frame, as an agent runs it: decide, ask, fuse. A verdict comes a fixed
 * number of frames late.
 *
 * <p>The budget is a share of what questions about every frame would cost.
 */
final class PolicySimulation {

  /** How much of the budget may be saved up, in questions about whole frames. */
  private static final double BURST = 4;

  /** How fast the mean cost of a question follows. */
  private static final double SMOOTHING = 0.1;

  private final StudyVideo video;
  private final TeacherQuery query;
  private final double share;
  private final int verdictDelay;
  private final float studentAt;
  private final VerdictFusion fusion = new VerdictFusion();
  private final Novelty novelty = new Novelty();
  private final AdaptiveThreshold threshold = new AdaptiveThreshold();
  private final TokenBucket bucket;
  private final SplittableRandom random = new SplittableRandom(7);
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
   * @param share of what questions about every frame would cost, 0 to 1
   * @param verdictDelay frames between a question and its answer
   */
  PolicySimulation(
      StudyVideo video, TeacherQuery query, double share, int verdictDelay, float studentAt) {
    this.video = video;
    this.query = query;
    this.share = share;
    this.verdictDelay = verdictDelay;
    this.studentAt = studentAt;
    this.bucket =
        new TokenBucket(share * 1000, BURST); // a frame a millisecond: time is counted in frames
  }

  /**
   * Runs the video.
   *
   * @param policy null: knows the verdict on the whole frame before it asks
   * @param learns so many frames from the first on teach the policy
   */
  List<Shown> run(@Nullable Policy policy, int learns) throws DetectorException, IOException {
    List<Shown> shown = new ArrayList<>();
    @Nullable GreyGrid before = null;
    for (int i = 0; i < video.frames().size(); i++) {
      StudyFrame frame = video.frames().get(i);
      answer(i);
      TrackedFrame tracked =
          fusion.onFrame(
              frame.shown(),
              frame.peaks(),
              studentAt,
              frame.millis(),
              frame.width(),
              frame.height());
      GreyGrid now = frame.grey();
      boolean[] moved = now.movedSince(before == null ? now : before);
      before = now;
      FrameFeatures features =
          FrameFeatures.of(
              frame.shown(),
              frame.peaks(),
              studentAt,
              StudyVideo.FLOOR,
              tracked,
              new FrameContext(
                  now.unseen(moved, frame.shown()),
                  novelty.of(frame.grey()),
                  secondsSince(lastAsked, frame),
                  (float) frame.width() * frame.height(),
                  null));
      VerdictOutcome outcome = VerdictOutcome.of(features, frame.answer());
      Signals signals = Signals.of(features);
      double worth =
          policy == null
              ? outcome.gain() * signals.get(Signal.STALENESS)
              : policy.worth(signals, random.nextDouble());
      bucket.advance(i);
      boolean wanted =
          share > 0
              && threshold.passes(worth, Math.min(1, share / meanCost), bucket.fill())
              && bucket.holds(meanCost);
      Reply reply = null;
      if (wanted) {
        UncertainRegions uncertain =
            UncertainRegions.of(
                features,
                tracked,
                now.unseenCells(moved, frame.shown()),
                secondsSince(lastWhole, frame));
        reply = ask(i, uncertain);
      }
      if (reply != null) {
        if (policy != null && i < learns) {
          learn(policy, features, reply);
        }
        answer(i);
      }
      shown.add(new Shown(fusion.objects().stream().map(Track::detection).toList(), reply));
    }
    return shown;
  }

  private static double secondsSince(long millis, StudyFrame frame) {
    return millis == Long.MIN_VALUE ? Double.POSITIVE_INFINITY : (frame.millis() - millis) / 1000.0;
  }

  /** Asks; null where that costs more than is there. */
  private @Nullable Reply ask(int index, UncertainRegions uncertain)
      throws DetectorException, IOException {
    StudyFrame frame = video.frames().get(index);
    Reply reply = query.ask(video, frame, uncertain);
    meanCost += SMOOTHING * (reply.cost() - meanCost);
    if (!bucket.holds(reply.cost())) {
      return null;
    }
    bucket.take(reply.cost());
    lastAsked = frame.millis();
    lastWhole = reply.region().isWhole() ? lastAsked : lastWhole;
    due.add(new Due(index, reply));
    return reply;
  }

  private static void learn(Policy policy, FrameFeatures features, Reply reply) {
    FrameFeatures asked = features.within(reply.region());
    policy.learn(
        Signals.of(asked), VerdictOutcome.of(asked, reply.region().judged(reply.objects())));
  }

  /** Takes in the verdict that is due at a frame. */
  private void answer(int now) {
    Due next = due.peek();
    if (next == null || now - next.frame() < verdictDelay) {
      return;
    }
    due.remove();
    Reply reply = next.reply();
    fusion.onVerdict(reply.objects(), reply.region(), video.frames().get(next.frame()).millis());
  }
}
