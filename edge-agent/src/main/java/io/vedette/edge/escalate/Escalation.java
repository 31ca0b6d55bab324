package io.vedette.edge.escalate;

import io.vedette.detector.Detection;
import java.util.List;

/**
 * A hard frame on its way up.
 *
 * @param id UUID
 * @param cameraId which camera
 * @param sequence of the frame
 * @param capturedAtMillis milliseconds since the epoch
 * @param jpeg the picture, at most 3 MiB
 * @param width pixels of the original picture
 * @param height pixels of the original picture
 * @param student what the student saw, boxes in pixels of the original picture
 * @param modelDigest SHA-256 of the student
 * @param hardness how likely the student is wrong, 0 to 1
 * @param reason the strongest signal: "uncertain", "missed", "flicker", "audit"
 * @param audit chosen at random, whatever its hardness
 */
public record Escalation(
    String id,
    String cameraId,
    long sequence,
    long capturedAtMillis,
    byte[] jpeg,
    int width,
    int height,
    List<Detection> student,
    String modelDigest,
    float hardness,
    String reason,
    boolean audit) {

  /** Larger pictures are not sent, bytes. */
  public static final int MAX_JPEG_BYTES = 3 << 20;

  public Escalation {
    student = List.copyOf(student);
  }
}
