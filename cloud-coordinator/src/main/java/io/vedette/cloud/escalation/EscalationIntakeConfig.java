package io.vedette.cloud.escalation;

import org.jspecify.annotations.Nullable;

/**
 * How hard frames are accepted. What is missing takes its default.
 *
 * @param window frames granted to an agent's stream at once, at most (16)
 * @param maxWaiting frames that wait for a teacher, at most (2,000)
 * @param heldOutShare share of the hard frames that is validation and never trained on, 0 to 1
 *     (0.2)
 * @param heldOutAudits the same of audits, which versions are judged by first of all, 0 to 1; 1: no
 *     audit is trained on (0.7)
 * @param retention how long settled frames are kept
 */
public record EscalationIntakeConfig(
    int window,
    int maxWaiting,
    double heldOutShare,
    double heldOutAudits,
    FrameRetentionConfig retention) {

  public EscalationIntakeConfig(
      int window,
      int maxWaiting,
      double heldOutShare,
      double heldOutAudits,
      @Nullable FrameRetentionConfig retention) {
    this.window = window > 0 ? window : 16;
    this.maxWaiting = maxWaiting > 0 ? maxWaiting : 2_000;
    this.heldOutShare = heldOutShare > 0 ? heldOutShare : 0.2;
    this.heldOutAudits = heldOutAudits > 0 ? heldOutAudits : 0.7;
    this.retention = retention == null ? FrameRetentionConfig.defaults() : retention;
    if (heldOutShare >= 1) {
      throw new IllegalArgumentException(
          "escalation.heldOutShare: " + heldOutShare + " leaves nothing to train on; use 0.2");
    }
    if (heldOutAudits > 1) {
      throw new IllegalArgumentException(
          "escalation.heldOutAudits: " + heldOutAudits + " is no share; use 0.7");
    }
  }

  public static EscalationIntakeConfig defaults() {
    return new EscalationIntakeConfig(0, 0, 0, 0, null);
  }
}
