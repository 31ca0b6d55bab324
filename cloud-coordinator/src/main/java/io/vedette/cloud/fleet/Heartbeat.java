package io.vedette.cloud.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of an agent.
 *
 * @param uptimeMs since its process started
 * @param students one for each deployment of its cameras
 */
public record Heartbeat(
    long uptimeMs,
    List<CameraStatus> cameras,
    EscalationStatus escalation,
    List<StudentStatus> students) {

  public Heartbeat {
    cameras = List.copyOf(cameras);
    students = List.copyOf(students);
  }

  /** What its learner does, for the one student that learns at a time; null: nothing. */
  public @Nullable Learning learning() {
    for (StudentStatus student : students) {
      if (student.learning() != null) {
        return student.learning();
      }
    }
    return null;
  }

  /**
   * A student's part of a round.
   *
   * @param steps work done; grows as long as it makes progress
   * @param stepsTotal of so many; 0 while unknown
   */
  public record Learning(
      String roundId, String stage, int epoch, int epochs, long steps, long stepsTotal) {}

  /** One camera; milliseconds, frames since the process started, frames per second over 10 s. */
  public record CameraStatus(
      String cameraId,
      String state,
      String error,
      double fps,
      long frames,
      long dropped,
      long reconnects,
      double latencyP50Ms,
      double latencyP95Ms,
      double swapGapMaxMs) {}

  /** The agent's outbox, counted since it was made; bits per second, shares 0 to 1. */
  public record EscalationStatus(
      long escalated,
      long audits,
      long bytes,
      long verdicts,
      int outboxFrames,
      long outboxBytes,
      long evicted,
      double budgetBps,
      double share,
      long added,
      long relabelled,
      long confirmed,
      long removed) {}
}
