package io.vedette.edge.escalate;

import io.vedette.edge.escalate.framing.Framings;
import io.vedette.edge.escalate.policy.Policies;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment names of how the frames of its cameras are escalated; null: as the agent's own
 * file says. Zero means zero.
 *
 * @param policy rates frames
 * @param budgetBitsPerSecond that may be sent on average
 * @param burstSeconds of it that may be saved up
 * @param framesPerHour that may be sent on average; above 0
 * @param auditShare of all frames, 0 to 1
 * @param minHardness easier frames are sent as audits only, 0 to 1
 * @param minGapSeconds least time between two hard frames of one camera
 * @param jpegQuality 1 to 100
 * @param framing how much of a frame is sent
 */
public record EscalationSettings(
    @Nullable String policy,
    @Nullable Double budgetBitsPerSecond,
    @Nullable Double burstSeconds,
    @Nullable Double framesPerHour,
    @Nullable Double auditShare,
    @Nullable Double minHardness,
    @Nullable Double minGapSeconds,
    @Nullable Integer jpegQuality,
    @Nullable String framing) {

  private static final double MINUTES_PER_HOUR = 60;

  /** Why this agent cannot follow them, in one line; empty when it can. */
  String refusal() {
    if (policy != null && !Policies.names().contains(policy)) {
      return "this agent has no escalation policy '" + policy + "'; it has " + Policies.names();
    }
    if (framing != null && !Framings.names().contains(framing)) {
      return "this agent has no framing '" + framing + "'; it has " + Framings.names();
    }
    return "";
  }

  /**
   * These settings over those of the agent's file.
   *
   * @throws IllegalArgumentException in one line, when the agent cannot follow them
   */
  EscalationConfig over(EscalationConfig own) {
    return new EscalationConfig(
        named(budgetBitsPerSecond, own.budgetBitsPerSecond()),
        named(burstSeconds, own.burstSeconds()),
        named(auditShare, own.auditShare()),
        named(minHardness, own.minHardness()),
        named(minGapSeconds, own.minGapSeconds()),
        jpegQuality == null ? own.jpegQuality() : jpegQuality,
        own.seed(),
        policy == null ? own.policy() : policy,
        framesPerHour == null ? own.framesPerMinute() : framesPerHour / MINUTES_PER_HOUR,
        own.money(),
        framing == null ? own.framing() : framing,
        own.local());
  }

  /** A configuration's zero is its default, and below zero is nothing. */
  private static double named(@Nullable Double value, double otherwise) {
    if (value == null) {
      return otherwise;
    }
    return value == 0 ? -1 : value;
  }

  /** All that a configuration says. */
  static EscalationSettings of(EscalationConfig config) {
    return new EscalationSettings(
        config.policy(),
        Math.max(0, config.budgetBitsPerSecond()),
        Math.max(0, config.burstSeconds()),
        config.framesPerMinute() > 0 ? config.framesPerMinute() * MINUTES_PER_HOUR : null,
        Math.max(0, config.auditShare()),
        Math.max(0, config.minHardness()),
        Math.max(0, config.minGapSeconds()),
        config.jpegQuality(),
        config.framing());
  }
}
