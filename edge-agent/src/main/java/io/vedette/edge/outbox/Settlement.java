package io.vedette.edge.outbox;

/** How a record left the outbox. */
public enum Settlement {
  /** The teacher answered. */
  VERDICT,
  /** The coordinator can never use it. */
  REJECTED,
  /** Evicted for harder frames, or too old. */
  EVICTED,
  /** Damaged on disk. */
  TORN
}
