package io.vedette.edge.outbox;

/**
 * An outbox at one moment.
 *
 * @param counts since it was created, over restarts
 * @param waitingFrames on disk
 * @param waitingBytes on disk
 */
public record OutboxStatus(OutboxCounts counts, int waitingFrames, long waitingBytes) {}
