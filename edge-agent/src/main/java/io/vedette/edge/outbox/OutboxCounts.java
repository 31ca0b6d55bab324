package io.vedette.edge.outbox;

/**
 * What went through an outbox since it was made, over restarts. {@code escalated = verdicts +
 * rejected + evicted + torn + waiting} at every moment.
 *
 * @param escalated records accepted
 * @param audits of these, how many were audits
 * @param bytes of pictures in them
 * @param verdicts answered
 * @param rejected refused by the cloud for good
 * @param evicted pushed out of a full outbox
 * @param torn records found damaged at a start
 */
public record OutboxCounts(
    long escalated,
    long audits,
    long bytes,
    long verdicts,
    long rejected,
    long evicted,
    long torn) {

  static final OutboxCounts NONE = new OutboxCounts(0, 0, 0, 0, 0, 0, 0);

  OutboxCounts plusEscalated(boolean audit, long size) {
    return new OutboxCounts(
        escalated + 1, audits + (audit ? 1 : 0), bytes + size, verdicts, rejected, evicted, torn);
  }

  OutboxCounts plus(Settlement how) {
    return new OutboxCounts(
        escalated,
        audits,
        bytes,
        verdicts + (how == Settlement.VERDICT ? 1 : 0),
        rejected + (how == Settlement.REJECTED ? 1 : 0),
        evicted + (how == Settlement.EVICTED ? 1 : 0),
        torn + (how == Settlement.TORN ? 1 : 0));
  }
}
