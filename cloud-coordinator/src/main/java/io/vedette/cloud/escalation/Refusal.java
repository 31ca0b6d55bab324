package io.vedette.cloud.escalation;

/** Why a hard frame was not accepted. */
public enum Refusal {
  /** It cannot be used. */
  INVALID,
  /** Its deployment is at a quota. */
  QUOTA,
  /** Too many frames wait for a teacher. */
  NO_ROOM,
  /** It could not be stored. */
  DISK
}
