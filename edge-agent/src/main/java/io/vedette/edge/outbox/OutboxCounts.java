package io.vedette.edge.outbox;

/**
 * Records that went through an outbox since it was created, over restarts. At every moment {@code
 * escalated = verdicts + rejected + evicted + torn + waiting}.
 *
 * @param escalated records put
 * @param audits of these, chosen at random
 * @param bytes of the pictures in them
 * @param verdicts answered by the teacher
 * @param rejected that the coordinator can never use
 * @param evicted to make room, or because they were too old
 * @param torn found damaged on disk
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
