package io.vedette.edge.escalate;

import io.vedette.detector.Detection;
import io.vedette.edge.view.Region;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hard frame on its way up.
 *
 * @param id UUID
 * @param cameraId which camera
 * @param sequence of the frame
 * @param capturedAtMillis milliseconds since the epoch
 * @param jpeg the frame or the region of it, at most 3 MiB
 * @param width pixels of that picture before it was compressed
 * @param height pixels of that picture before it was compressed
 * @param student what the student saw, boxes in pixels of that picture
 * @param modelDigest SHA-256 of the student
 * @param hardness how likely the student is wrong, 0 to 1
 * @param reason the strongest signal: "uncertain", "missed", "flicker", "audit"
 * @param audit chosen at random, whatever its hardness
 * @param region which part of the frame the picture is; null: all of it
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
    boolean audit,
    @Nullable Region region) {

  /** Larger pictures are not sent, bytes. */
  public static final int MAX_JPEG_BYTES = 3 << 20;

  /**
   * @throws IllegalArgumentException in one line, when an audit is of a part of a frame: what was
   *     left out was left out for a reason, and the estimate would have its bias
   */
  public Escalation {
    student = List.copyOf(student);
    if (audit && region != null) {
      throw new IllegalArgumentException("an audit is of a whole frame, not of " + region);
    }
  }

  /** What the picture shows of the frame. */
  public Region view() {
    return region == null ? Region.whole(width, height) : region;
  }
}
