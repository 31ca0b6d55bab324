package io.vedette.cloud.fleet;

import io.vedette.registry.manifest.VersionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of an agent.
 *
 * @param uptimeMs since its process started
 * @param installed null when it runs a model that the registry does not know
 * @param variant "fp32", "int8"
 * @param replayExamples frames with a verdict, ready for local training
 * @param learner what the learner does, as text; empty when nothing
 * @param learning the same in numbers; null when nothing
 */
public record Heartbeat(
    long uptimeMs,
    @Nullable VersionId installed,
    String variant,
    String modelSha256,
    List<CameraStatus> cameras,
    EscalationStatus escalation,
    int replayExamples,
    String learner,
    @Nullable Learning learning) {

  public Heartbeat {
    cameras = List.copyOf(cameras);
  }

  /**
   * The agent's part of a round.
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
