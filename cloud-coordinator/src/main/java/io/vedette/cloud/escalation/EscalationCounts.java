package io.vedette.cloud.escalation;

/**
 * Counted since the store was made.
 *
 * @param accepted frames made durable
 * @param answered with a verdict
 * @param waiting for a teacher
 * @param rejected frames that could not be used, and frames that no teacher could answer
 * @param bytes of JPEG accepted
 * @param audits of the accepted
 * @param heldOut of the accepted
 */
public record EscalationCounts(
    long accepted,
    long answered,
    long waiting,
    long rejected,
    long bytes,
    long audits,
    long heldOut) {

  static final EscalationCounts NONE = new EscalationCounts(0, 0, 0, 0, 0, 0, 0);
}
