package io.vedette.cli.escalation;

import io.vedette.cli.escalation.Curve.Point;
import io.vedette.edge.escalate.budget.AdaptiveThreshold;
import io.vedette.edge.escalate.budget.TokenBucket;
import io.vedette.edge.escalate.log.LogRecord;
import io.vedette.edge.escalate.log.LogRecord.Answered;
import io.vedette.edge.escalate.log.LogRecord.Choice;
import io.vedette.edge.escalate.log.LogRecord.Decided;
import io.vedette.edge.escalate.log.LogRecord.Sent;
import io.vedette.edge.escalate.policy.Policy;
import io.vedette.edge.escalate.policy.VerdictOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An agent's log run again under another policy and budget.
 *
 * <p>What asking about a frame would have changed is known only where the agent asked. Audits were
 * drawn with a known chance whatever the frame, so each stands for {@code 1 / chance} frames, and
 * the sums of F1 are estimated from them without bias (Horvitz and Thompson, 1952). A policy learns
 * from the verdicts on frames that it would have asked about and that were asked about.
 */
final class PolicyReplay {

  private static final double BURST = 4;

  private final List<Decided> frames;
  private final Map<Long, VerdictOutcome> outcomes;
  private final double meanBytes;

  private PolicyReplay(List<Decided> frames, Map<Long, VerdictOutcome> outcomes, double meanBytes) {
    this.frames = frames;
    this.outcomes = outcomes;
    this.meanBytes = meanBytes;
  }

  static PolicyReplay of(List<LogRecord> records) {
    List<Decided> frames = new ArrayList<>();
    Map<Long, VerdictOutcome> outcomes = new HashMap<>();
    for (LogRecord record : records) {
      if (record instanceof Decided frame) {
        frames.add(frame);
      } else if (record instanceof Answered answered) {
        outcomes.put(answered.question(), answered.outcome());
      }
    }
    double bytes =
        records.stream()
            .flatMap(r -> r instanceof Sent sent ? Stream.of(sent) : Stream.empty())
            .mapToInt(Sent::bytes)
            .average()
            .orElse(0);
    return new PolicyReplay(frames, outcomes, bytes);
  }

  int frames() {
    return frames.size();
  }

  int verdicts() {
    return outcomes.size();
  }

  /** Audits that were answered. */
  long audits() {
    return frames.stream().filter(f -> f.choice() == Choice.AUDIT && outcome(f) != null).count();
  }

  private @Nullable VerdictOutcome outcome(Decided frame) {
    return outcomes.get(frame.question());
  }

  /** What a policy that has learnt nothing reaches at each share of the frames. */
  Curve curve(Policy fresh, List<Double> shares) {
    double[] untaught = fresh.state();
    List<Point> points = new ArrayList<>();
    for (double share : shares) {
      fresh.restore(untaught);
      points.add(point(fresh, share));
    }
    return new Curve(fresh.name(), points);
  }

  private Point point(Policy policy, double share) {
    AdaptiveThreshold threshold = new AdaptiveThreshold();
    TokenBucket bucket = new TokenBucket(1000 * share, BURST); // a frame a millisecond
    SplittableRandom dice = new SplittableRandom(7);
    double right = 0;
    double errors = 0;
    int sent = 0;
    for (int i = 0; i < frames.size(); i++) {
      Decided frame = frames.get(i);
      bucket.advance(i);
      double worth = policy.worth(frame.signals(), dice.nextDouble());
      boolean ask = threshold.passes(worth, share, bucket.fill()) && bucket.holds(1);
      VerdictOutcome outcome = outcome(frame);
      if (ask) {
        bucket.take(1);
        sent++;
      }
      if (outcome == null) {
        continue;
      }
      if (frame.choice() == Choice.AUDIT) {
        double weight = 1 / frame.auditShare();
        right += weight * (outcome.agreed() + (ask ? outcome.missed() : 0));
        errors += weight * (ask ? 0 : outcome.missed() + outcome.invented());
      }
      if (ask) {
        policy.learn(frame.signals(), outcome);
      }
    }
    double all = 2 * right + errors;
    return new Point(
        share, all == 0 ? 1 : 2 * right / all, -1, sent * meanBytes / 1000 / frames.size());
  }
}
