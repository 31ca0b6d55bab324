package io.vedette.cloud.escalation;

/** What became of an accepted frame. */
public enum EscalationState {
  /** For a teacher. */
  WAITING,
  /** Has a verdict, and is there to train on. */
  ANSWERED,
  /** Has a verdict, and is there for validation only. */
  HELD_OUT,
  /** Can not be used: no teacher could answer it, or its picture is damaged. */
  QUARANTINED;

  public static EscalationState of(AcceptedEscalation escalation) {
    if (escalation.waiting()) {
      return WAITING;
    }
    if (escalation.rejected() != null) {
      return QUARANTINED;
    }
    return escalation.heldOut() ? HELD_OUT : ANSWERED;
  }
}
