package io.vedette.cloud.escalation;

/**
 * A frame that no teacher could answer.
 *
 * @param id of its escalation
 * @param reason one line for people
 * @param atMs when it was given up, milliseconds since the epoch
 */
public record QuarantinedFrame(
    String id, String agentId, String cameraId, String frameSha256, String reason, long atMs) {

  static QuarantinedFrame of(AcceptedEscalation e) {
    return new QuarantinedFrame(
        e.id(),
        e.agentId(),
        e.cameraId(),
        e.frameSha256(),
        String.valueOf(e.rejected()),
        e.rejectedAtMs());
  }
}
