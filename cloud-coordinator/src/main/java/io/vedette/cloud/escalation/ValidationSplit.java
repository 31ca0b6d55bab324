package io.vedette.cloud.escalation;

import io.vedette.wire.Digests;
import java.nio.charset.StandardCharsets;

/**
 * Which escalations are validation. The id alone decides, so the answer is the same on every
 * restart, and no agent can train on a frame before it is known to be held out.
 */
final class ValidationSplit {

  private ValidationSplit() {}

  /** Whether a frame is validation: of audits and of hard frames a share of its own is. */
  static boolean holdsOut(String id, boolean audit, EscalationIntakeConfig config) {
    return test(id, audit ? config.heldOutAudits() : config.heldOutShare());
  }

  /**
   * @param share of all ids, 0 to 1
   */
  static boolean test(String id, double share) {
    String digest = Digests.sha256(id.getBytes(StandardCharsets.UTF_8));
    long top = Long.parseLong(digest.substring(0, 8), 16);
    return top < share * 0x1_0000_0000L;
  }
}
