package io.vedette.cloud.escalation;

/**
 * How hard frames are accepted. What is missing takes its default.
 *
 * @param window frames granted to an agent's stream at once (16)
 * @param maxWaiting while more frames wait for a teacher, no agent is granted more (2,000)
 * @param heldOutShare share of the frames that is validation and never trained on, 0 to 1 (0.2)
 * @param maxKept answered escalations kept; the oldest of more are forgotten (100,000)
 */
public record EscalationIntakeConfig(int window, int maxWaiting, double heldOutShare, int maxKept) {

  public EscalationIntakeConfig {
    window = window > 0 ? window : 16;
    maxWaiting = maxWaiting > 0 ? maxWaiting : 2_000;
    heldOutShare = heldOutShare > 0 ? heldOutShare : 0.2;
    maxKept = maxKept > 0 ? maxKept : 100_000;
    if (heldOutShare >= 1) {
      throw new IllegalArgumentException(
          "escalation.heldOutShare: " + heldOutShare + " leaves nothing to train on; use 0.2");
    }
  }

  public static EscalationIntakeConfig defaults() {
    return new EscalationIntakeConfig(0, 0, 0, 0);
  }
}
