package io.vedette.cloud.health;

/** What is known of a version in the field, the best first. */
public enum HealthVerdict {
  /** Enough was seen, and nothing speaks against it. */
  PASS,
  /** Too little was seen, or a signal is bad and may be chance. */
  INCONCLUSIVE,
  /** A signal is worse than its limit, beyond chance. */
  FAIL
}
