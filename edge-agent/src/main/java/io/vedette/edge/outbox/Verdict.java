package io.vedette.edge.outbox;

import io.vedette.detector.Detection;
import java.util.List;

/**
 * The teacher's answer to an escalation.
 *
 * @param detections boxes in pixels of the picture that was sent; class ids are the teacher's
 * @param teacherDigest SHA-256 of the teacher
 * @param heldOut the frame belongs to the validation set: nobody trains on it
 */
public record Verdict(
    String escalationId, List<Detection> detections, String teacherDigest, boolean heldOut) {

  public Verdict {
    detections = List.copyOf(detections);
  }
}
