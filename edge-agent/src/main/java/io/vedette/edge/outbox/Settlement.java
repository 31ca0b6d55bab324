package io.vedette.edge.outbox;

/** How a record left the outbox. */
public enum Settlement {
  /** The teacher answered. */
  VERDICT,
  /** The cloud can never use it. */
  REJECTED,
  /** Pushed out by harder frames. */
  EVICTED,
  /** Damaged on disk. */
  TORN
}
