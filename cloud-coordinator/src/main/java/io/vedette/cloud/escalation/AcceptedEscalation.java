package io.vedette.cloud.escalation;

import io.vedette.cloud.frame.FrameLocation;
import io.vedette.detector.Detection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hard frame that was accepted, and what became of it.
 *
 * @param id UUID made by the agent
 * @param deployment that its camera belonged to when it was accepted
 * @param frameSha256 digest of the JPEG
 * @param frameBytes size of the JPEG
 * @param width pixels of the picture that was sent, before it was compressed; all boxes refer to it
 * @param student what the student saw
 * @param modelSha256 digest of the student
 * @param hardness how likely the student was wrong, 0 to 1
 * @param reason the strongest signal, as text
 * @param audit chosen at random, whatever its hardness
 * @param heldOut for validation: it is never trained on
 * @param acceptedAtMs milliseconds since the epoch
 * @param verdict null while it waits
 * @param rejected why no teacher could answer it, or why it can no longer be used though it has a
 *     verdict; null unless that is so
 * @param region which part of the frame the picture is; null: all of it
 * @param place where the picture is; null: among the blobs, or not stored yet
 * @param rejectedAtMs when no teacher could answer it, milliseconds since the epoch; 0: never
 */
public record AcceptedEscalation(
    String id,
    String deployment,
    String agentId,
    String cameraId,
    long sequence,
    long capturedAtMs,
    String frameSha256,
    long frameBytes,
    int width,
    int height,
    List<Detection> student,
    String modelSha256,
    float hardness,
    String reason,
    boolean audit,
    boolean heldOut,
    long acceptedAtMs,
    @Nullable TeacherVerdict verdict,
    @Nullable String rejected,
    @Nullable FrameRegion region,
    @Nullable FrameLocation place,
    long rejectedAtMs) {

  public AcceptedEscalation {
    student = List.copyOf(student);
  }

  /** Has neither a verdict nor a rejection. */
  public boolean waiting() {
    return verdict == null && rejected == null;
  }

  /** When it got its verdict or was given up; when it was accepted, while it waits. */
  long changedAtMs() {
    TeacherVerdict answer = verdict;
    return Math.max(answer == null ? acceptedAtMs : answer.answeredAtMs(), rejectedAtMs);
  }

  AcceptedEscalation answered(TeacherVerdict answer) {
    return with(answer, null, 0, place);
  }

  AcceptedEscalation givenUp(String why, long atMs) {
    return with(verdict, why, atMs, place);
  }

  /** The same with its picture in a place. */
  public AcceptedEscalation at(FrameLocation there) {
    return with(verdict, rejected, rejectedAtMs, there);
  }

  private AcceptedEscalation with(
      @Nullable TeacherVerdict answer,
      @Nullable String why,
      long whyAtMs,
      @Nullable FrameLocation there) {
    return new AcceptedEscalation(
        id,
        deployment,
        agentId,
        cameraId,
        sequence,
        capturedAtMs,
        frameSha256,
        frameBytes,
        width,
        height,
        student,
        modelSha256,
        hardness,
        reason,
        audit,
        heldOut,
        acceptedAtMs,
        answer,
        why,
        region,
        there,
        whyAtMs);
  }
}
