package io.vedette.edge.escalate;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Decides frame by frame what to escalate, for all cameras of an agent.
 *
 * <p>Audits are drawn before hardness is looked at, and may use the whole budget; a hard frame must
 * leave room for the next audits, so that the share of audits does not depend on how hard times
 * are. The emptier the budget, the harder a frame must be: {@code minHardness + (1 - minHardness) ·
 * (1 - fill)²}. Same seed and same calls give the same decisions.
 */
public final class EscalationPolicy {

  private static final int FIRST_GUESS_BYTES = 60_000;
  private static final int AUDITS_KEPT_FREE = 2;

  private final EscalationConfig config;
  private final UploadBudget budget;
  private final SplittableRandom random;
  private final Map<String, Long> lastHardMillis = new HashMap<>();
  private double meanBytes = FIRST_GUESS_BYTES;
  private long frames;
  private long chosen;
  private long auditsUnaffordable;

  /**
   * @param agentId mixed into the seed, so that a fleet with one configuration does not audit in
   *     step
   */
  public EscalationPolicy(EscalationConfig config, String agentId) {
    this.config = config;
    this.budget = new UploadBudget(config.budgetBitsPerSecond(), config.burstSeconds());
    this.random = new SplittableRandom(config.seed() * 31 + agentId.hashCode());
  }

  /** Decides about a frame captured at {@code millis}. */
  public synchronized Decision decide(String cameraId, long millis, Signals signals) {
    budget.advance(millis);
    frames++;
    int guess = (int) Math.ceil(meanBytes);
    float hardness = signals.hardness();
    boolean drawn = random.nextDouble() < config.auditShare();
    if (drawn && budget.holds(guess)) {
      return choose(new Decision(true, true, hardness, "audit", guess));
    }
    auditsUnaffordable += drawn ? 1 : 0;
    if (isHardEnough(hardness)
        && isRested(cameraId, millis)
        && budget.holds((long) guess * (1 + reserve()))) {
      lastHardMillis.put(cameraId, millis);
      return choose(new Decision(true, false, hardness, signals.reason(), guess));
    }
    return new Decision(false, false, hardness, signals.reason(), 0);
  }

  private Decision choose(Decision decision) {
    chosen++;
    budget.spend(decision.reservedBytes());
    return decision;
  }

  private boolean isHardEnough(float hardness) {
    double empty = 1 - budget.fill();
    double least = config.minHardness() + (1 - config.minHardness()) * empty * empty;
    return hardness >= least;
  }

  private boolean isRested(String cameraId, long millis) {
    Long last = lastHardMillis.get(cameraId);
    return last == null || millis - last >= config.minGapSeconds() * 1000;
  }

  private int reserve() {
    return config.auditShare() > 0 ? AUDITS_KEPT_FREE : 0;
  }

  /** The chosen frame turned out to be so many bytes; 0 when it is not sent after all. */
  public synchronized void settle(Decision decision, long bytes) {
    budget.spend(bytes - decision.reservedBytes());
    if (bytes > 0) {
      meanBytes += 0.1 * (bytes - meanBytes);
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

  public double budgetBitsPerSecond() {
    return Math.max(0, config.budgetBitsPerSecond());
  }
}
