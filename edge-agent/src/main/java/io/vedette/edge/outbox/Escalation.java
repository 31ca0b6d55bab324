package io.vedette.edge.outbox;

import io.vedette.detector.Detection;
import io.vedette.edge.view.Region;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hard frame, to be sent to the teacher.
 *
 * @param id UUID
 */
public record Escalation(
    String id, Source source, SentPicture picture, StudentAnswer student, Cause cause) {

  /** Larger pictures are not sent, bytes. */
  public static final int MAX_JPEG_BYTES = 3 << 20;

  /**
   * The frame.
   *
   * @param capturedAtMillis milliseconds since the epoch
   */
  public record Source(String cameraId, long sequence, long capturedAtMillis) {}

  /**
   * The picture that the teacher is shown.
   *
   * @param jpeg the frame or a region of it, at most 3 MiB
   * @param width pixels before it was compressed
   * @param height pixels before it was compressed
   * @param part which region of the frame it is; null: the whole frame
   */
  public record SentPicture(byte[] jpeg, int width, int height, @Nullable Region part) {

    /** The region of the frame that it shows. */
    public Region region() {
      return part == null ? Region.whole(width, height) : part;
    }
  }

  /**
   * What the student saw.
   *
   * @param detections boxes in pixels of the sent picture
   * @param modelDigest SHA-256 of the student
   */
  public record StudentAnswer(List<Detection> detections, String modelDigest) {
    public StudentAnswer {
      detections = List.copyOf(detections);
    }
  }

  /**
   * Why it is sent.
   *
   * @param hardness how likely the student is wrong, 0 to 1
   * @param reason the strongest signal: "uncertain", "missed", "flicker", "audit"
   * @param audit chosen at random, whatever its hardness
   */
  public record Cause(float hardness, String reason, boolean audit) {}

  /**
   * @throws IllegalArgumentException in one line, when an audit is of a region: regions are chosen
   *     where the student is uncertain, which would bias the estimate
   */
  public Escalation {
    if (cause.audit() && picture.part() != null) {
      throw new IllegalArgumentException("an audit is of a whole frame, not of " + picture.part());
    }
  }
}
