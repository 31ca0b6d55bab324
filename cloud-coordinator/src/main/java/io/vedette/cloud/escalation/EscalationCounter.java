package io.vedette.cloud.escalation;

/** Counts of escalations as they are kept; not safe for use by several threads. */
final class EscalationCounter {

  private long accepted;
  private long answered;
  private long rejected;
  private long bytes;
  private long audits;
  private long heldOut;
  private long waiting;

  void accepted(AcceptedEscalation escalation) {
    accepted++;
    waiting++;
    bytes += escalation.frameBytes();
    audits += escalation.audit() ? 1 : 0;
    heldOut += escalation.heldOut() ? 1 : 0;
  }

  /** One that waited has a verdict, or was given up. */
  void settled(AcceptedEscalation escalation) {
    waiting--;
    if (escalation.verdict() == null) {
      rejected++;
    } else {
      answered++;
    }
  }

  /** A frame that cannot be used was not accepted. */
  void refused() {
    rejected++;
  }

  long waiting() {
    return waiting;
  }

  EscalationCounts counts() {
    return new EscalationCounts(accepted, answered, waiting, rejected, bytes, audits, heldOut);
  }
}
