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
 * Decides frame by frame what to escalate, for all cameras of an agent: the configured {@link
 * Policy} says what a verdict would be worth, a {@link AdaptiveThreshold} how much that must be,
 * and a {@link Budget} whether it can be paid.
 *
 * <p>Audits are drawn before anything is looked at, and may use the whole budget; a hard frame must
 * leave room for the next audits, so that the share of audits does not depend on how hard times
 * are. Same seed and same calls give the same decisions.
 */
public final class EscalationPolicy {

  private static final int FIRST_GUESS_BYTES = 60_000;
  private static final int AUDITS_KEPT_FREE = 2;

  /** How fast the mean size and the frame rate follow. */
  private static final double SMOOTHING = 0.1;

  private final EscalationConfig config;
  private final Policy policy;
  private final Budget budget;
  private final AdaptiveThreshold bar = new AdaptiveThreshold();
  private final SplittableRandom random;
  private final Map<String, Long> lastHardMillis = new HashMap<>();
  private double meanBytes = FIRST_GUESS_BYTES;
  private double gapSeconds = 0.2;
  private long lastMillis = Long.MIN_VALUE;
  private long frames;
  private long chosen;
  private long auditsUnaffordable;

  /**
   * @param agentId mixed into the seed, so that a fleet with one configuration does not audit in
   *     step
   */
  public EscalationPolicy(EscalationConfig config, String agentId) {
    this.config = config;
    this.policy = Policies.named(Objects.requireNonNull(config.policy()));
    this.budget =
        Budget.of(
            config.budgetBitsPerSecond(),
            config.burstSeconds(),
            config.framesPerMinute(),
            config.money());
    this.random = new SplittableRandom(config.seed() * 31 + agentId.hashCode());
  }

  /** Decides about a frame captured at {@code millis}. */
  public synchronized Decision decide(String cameraId, long millis, Signals signals) {
    budget.advance(millis);
    follow(millis);
    frames++;
    int guess = (int) Math.ceil(meanBytes);
    float hardness = HeuristicPolicy.hardness(signals);
    boolean drawn = random.nextDouble() < config.auditShare();
    double worth = policy.worth(signals, random.nextDouble());
    boolean passes = bar.passes(worth, affordable(), budget.fill());
    if (drawn && budget.holds(1, guess)) {
      return choose(new Decision(true, true, hardness, "audit", guess));
    }
    auditsUnaffordable += drawn ? 1 : 0;
    if (passes
        && hardness >= config.minHardness()
        && isRested(cameraId, millis)
        && budget.holds(1 + reserve(), guess)) {
      lastHardMillis.put(cameraId, millis);
      return choose(new Decision(true, false, hardness, signals.reason(), guess));
    }
    return new Decision(false, false, hardness, signals.reason(), 0);
  }

  private void follow(long millis) {
    if (lastMillis != Long.MIN_VALUE) {
      gapSeconds += SMOOTHING * (Math.max(0, millis - lastMillis) / 1000.0 - gapSeconds);
    }
    lastMillis = Math.max(lastMillis, millis);
  }

  /** Share of the frames that the budget affords on average. */
  private double affordable() {
    return Math.min(1, Math.max(0, budget.framesPerSecond(meanBytes) * gapSeconds));
  }

  private Decision choose(Decision decision) {
    chosen++;
    budget.take(decision.reservedBytes());
    return decision;
  }

  private boolean isRested(String cameraId, long millis) {
    Long last = lastHardMillis.get(cameraId);
    return last == null || millis - last >= config.minGapSeconds() * 1000;
  }

  private int reserve() {
    return config.auditShare() > 0 ? AUDITS_KEPT_FREE : 0;
  }

  /**
   * The chosen frame turned out to be so many bytes; 0 when it is not sent after all.
   *
   * @return whether the budget holds it: else it must be made smaller, or settled with 0
   */
  public synchronized boolean settle(Decision decision, long bytes) {
    if (bytes == 0) {
      budget.putBack(decision.reservedBytes());
      return true;
    }
    meanBytes += SMOOTHING * (bytes - meanBytes);
    return budget.settle(decision.reservedBytes(), bytes);
  }

  /** A verdict on a frame with these signals came. */
  public synchronized void learn(Signals signals, VerdictOutcome outcome) {
    policy.learn(signals, outcome);
  }

  /** What the policy has learnt. */
  public synchronized PolicyState state() {
    return new PolicyState(policy.name(), policy.state());
  }

  /** Goes on from an earlier run; the state of another policy is left aside. */
  public synchronized void restore(PolicyState state) {
    if (state.policy().equals(policy.name())) {
      policy.restore(state.values());
    }
  }

  /** Share of the frames decided on that were chosen, 0 to 1. */
  public synchronized double share() {
    return frames == 0 ? 0 : (double) chosen / frames;
  }

  /** Audits that were drawn while the budget was empty: they bias nothing, but are fewer. */
  public synchronized long auditsUnaffordable() {
    return auditsUnaffordable;
  }

  /** With which chance a frame becomes an audit, 0 to 1. */
  public double auditShare() {
    return Math.max(0, config.auditShare());
  }

  public double budgetBitsPerSecond() {
    return Math.max(0, config.budgetBitsPerSecond());
  }
}
