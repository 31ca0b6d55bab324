package io.vedette.edge.escalate;

import io.vedette.edge.escalate.budget.AdaptiveThreshold;
import io.vedette.edge.escalate.budget.Budget;
import io.vedette.edge.escalate.policy.HeuristicPolicy;
import io.vedette.edge.escalate.policy.Policies;
import io.vedette.edge.escalate.policy.Policy;
import io.vedette.edge.escalate.policy.VerdictOutcome;
import io.vedette.edge.escalate.signal.Signals;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Decides frame by frame what to escalate, for all cameras of an agent. The configured {@link
 * Policy} rates a frame, an {@link AdaptiveThreshold} says how high the rating must be, and a
 * {@link Budget} whether there is room.
 *
 * <p>Audits are drawn before the frame is rated, and may use the whole budget. Hard frames leave
 * room for the next two audits, so that the share of audits does not depend on how many frames are
 * hard. The same seed and the same calls give the same decisions.
 */
public final class EscalationPolicy {

  private static final int FIRST_MEAN_BYTES = 60_000;
  private static final int RESERVED_AUDITS = 2;

  /** Weight of a new frame in the means of size and interval. */
  private static final double SMOOTHING = 0.1;

  private volatile EscalationConfig config;
  private Policy policy;
  private Budget budget;
  private AdaptiveThreshold threshold = new AdaptiveThreshold();
  private final SplittableRandom random;
  private final Map<String, Long> lastHardMillis = new HashMap<>();
  private double meanBytes = FIRST_MEAN_BYTES;
  private double intervalSeconds = 0.2;
  private long lastMillis = Long.MIN_VALUE;
  private long frames;
  private long chosen;

  /**
   * @param agentId mixed into the seed, so that agents with one configuration draw different audits
   */
  public EscalationPolicy(EscalationConfig config, String agentId) {
    this.config = config;
    this.policy = rating(config);
    this.budget = budget(config);
    this.random = new SplittableRandom(config.seed() * 31 + agentId.hashCode());
  }

  private static Policy rating(EscalationConfig config) {
    return Policies.named(Objects.requireNonNull(config.policy()));
  }

  private static Budget budget(EscalationConfig config) {
    return Budget.of(
        config.budgetBitsPerSecond(),
        config.burstSeconds(),
        config.framesPerMinute(),
        config.money());
  }

  /**
   * Goes on by other settings. What is left of the budget stays, and what was learnt where the
   * policy is the same.
   */
  synchronized void change(EscalationConfig next) {
    budget = budget(next).continuing(budget);
    if (!policy.name().equals(next.policy())) {
      policy = rating(next);
      threshold = new AdaptiveThreshold();
    }
    config = next;
  }

  /** Decides about a frame captured at {@code millis}. */
  public synchronized Decision decide(String cameraId, long millis, Signals signals) {
    budget.advance(millis);
    updateInterval(millis);
    frames++;
    int guess = (int) Math.ceil(meanBytes);
    float hardness = HeuristicPolicy.hardness(signals);
    boolean drawn = random.nextDouble() < config.auditShare();
    double worth = policy.worth(signals, random.nextDouble());
    boolean passes = threshold.passes(worth, affordableShare(), budget.fill());
    if (drawn && budget.holds(1, guess)) {
      return choose(new Decision(true, true, hardness, "audit", guess));
    }
    if (passes
        && hardness >= config.minHardness()
        && isGapOver(cameraId, millis)
        && budget.holds(1 + reserve(), guess)) {
      lastHardMillis.put(cameraId, millis);
      return choose(new Decision(true, false, hardness, signals.reason(), guess));
    }
    return new Decision(false, false, hardness, signals.reason(), 0);
  }

  private void updateInterval(long millis) {
    if (lastMillis != Long.MIN_VALUE) {
      intervalSeconds += SMOOTHING * (Math.max(0, millis - lastMillis) / 1000.0 - intervalSeconds);
    }
    lastMillis = Math.max(lastMillis, millis);
  }

  /** Share of the frames that the budget has room for on average. */
  private double affordableShare() {
    return Math.min(1, Math.max(0, budget.framesPerSecond(meanBytes) * intervalSeconds));
  }

  private Decision choose(Decision decision) {
    chosen++;
    budget.take(decision.reservedBytes());
    return decision;
  }

  private boolean isGapOver(String cameraId, long millis) {
    Long last = lastHardMillis.get(cameraId);
    return last == null || millis - last >= config.minGapSeconds() * 1000;
  }

  private int reserve() {
    return config.auditShare() > 0 ? RESERVED_AUDITS : 0;
  }

  /**
   * Replaces the reservation for a chosen frame by its real size.
   *
   * @param bytes 0: it is not sent after all
   * @return whether the budget has room for it; if not, it must be made smaller, or settled with 0
   */
  public synchronized boolean settle(Decision decision, long bytes) {
    if (bytes == 0) {
      budget.putBack(decision.reservedBytes());
      return true;
    }
    meanBytes += SMOOTHING * (bytes - meanBytes);
    return budget.settle(decision.reservedBytes(), bytes);
  }

  /** Learns from a verdict on a frame with these signals. */
  public synchronized void learn(Signals signals, VerdictOutcome outcome) {
    policy.learn(signals, outcome);
  }

  /** What the policy has learnt. */
  public synchronized PolicyState state() {
    return new PolicyState(policy.name(), policy.state());
  }

  /** Restores the state of an earlier run; that of another policy is ignored. */
  public synchronized void restore(PolicyState state) {
    if (state.policy().equals(policy.name())) {
      policy.restore(state.values());
    }
  }

  /** Frames that were decided about. */
  synchronized long frames() {
    return frames;
  }

  /** Those of them that were chosen. */
  synchronized long chosen() {
    return chosen;
  }

  /** The chance of a frame to become an audit, 0 to 1. */
  public double auditShare() {
    return Math.max(0, config.auditShare());
  }
}
