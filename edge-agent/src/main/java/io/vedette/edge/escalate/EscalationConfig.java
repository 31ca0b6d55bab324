package io.vedette.edge.escalate;

import io.vedette.edge.escalate.budget.Budget.Money;
import io.vedette.edge.escalate.framing.Framings;
import io.vedette.edge.escalate.policy.Policies;
import org.jspecify.annotations.Nullable;

/**
 * Which frames are escalated. Zero means the default, so that a key may be left out.
 *
 * @param budgetBitsPerSecond that may be sent up on average; default 1,000,000; -1: nothing
 * @param burstSeconds of it that may be saved up and sent at once; default 30 s
 * @param auditShare share of all frames that are sent whatever their hardness, 0 to 1; default
 *     0.03; -1: none
 * @param minHardness easier frames are sent as audits only, whatever the policy, 0 to 1; default
 *     0.3
 * @param minGapSeconds least time between two hard frames of one camera; default 1 s
 * @param jpegQuality 1 to 100; default 90; lowered before a frame that the budget has no room for
 *     is given up
 * @param seed of the draw of audits; the agent's id is mixed in
 * @param policy rates frames, see {@link Policies}; default "learnt"
 * @param framesPerMinute escalated on average; default: any number
 * @param money limit of the costs per month; default: none
 * @param framing how much of a frame is sent: {@link Framings}; default "whole"; audits are always
 *     whole
 * @param local whether these settings hold whatever a deployment names; default: no
 */
public record EscalationConfig(
    double budgetBitsPerSecond,
    double burstSeconds,
    double auditShare,
    double minHardness,
    double minGapSeconds,
    int jpegQuality,
    long seed,
    @Nullable String policy,
    double framesPerMinute,
    @Nullable Money money,
    @Nullable String framing,
    boolean local) {

  public EscalationConfig {
    budgetBitsPerSecond = orDefault(budgetBitsPerSecond, 1_000_000);
    burstSeconds = orDefault(burstSeconds, 30);
    auditShare = orDefault(auditShare, 0.03);
    minHardness = orDefault(minHardness, 0.3);
    minGapSeconds = orDefault(minGapSeconds, 1);
    jpegQuality = jpegQuality == 0 ? 90 : jpegQuality;
    policy = policy == null ? Policies.names().get(0) : policy;
    framing = framing == null ? Framings.names().get(0) : framing;
    if (auditShare > 1 || minHardness > 1 || jpegQuality < 1 || jpegQuality > 100) {
      throw new IllegalArgumentException(
          "escalation: auditShare and minHardness are 0 to 1, jpegQuality is 1 to 100");
    }
    if (!Policies.names().contains(policy)) {
      throw new IllegalArgumentException(
          "escalation: there is no policy '" + policy + "'; there are " + Policies.names());
    }
    if (!Framings.names().contains(framing)) {
      throw new IllegalArgumentException(
          "escalation: there is no framing '" + framing + "'; there are " + Framings.names());
    }
  }

  /** The default policy, limited by bits alone. */
  public static EscalationConfig of(
      double budgetBitsPerSecond,
      double burstSeconds,
      double auditShare,
      double minHardness,
      double minGapSeconds,
      int jpegQuality,
      long seed) {
    return new EscalationConfig(
        budgetBitsPerSecond,
        burstSeconds,
        auditShare,
        minHardness,
        minGapSeconds,
        jpegQuality,
        seed,
        null,
        0,
        null,
        null,
        false);
  }

  public static EscalationConfig defaults() {
    return of(0, 0, 0, 0, 0, 0, 0);
  }

  private static double orDefault(double value, double otherwise) {
    return value == 0 ? otherwise : value;
  }
}
