package io.vedette.cloud.health;

/** What is known of a version in the field. */
public enum HealthVerdict {
  /** Enough was seen, and nothing speaks against it. */
  PASS,
  /** A signal is worse than its limit, beyond chance. */
  FAIL,
  /** Too little was seen, or a signal is bad and may be chance. */
  INCONCLUSIVE
}
