package io.vedette.cloud.distillation;

import org.jspecify.annotations.Nullable;

/** What comes from distillers. Each method returns at once; it may be called on any thread. */
public interface DistillerEvents {

  void joined(DistillerSession session);

  void left(DistillerSession session);

  /**
   * @param checkpoint stored here; null when there is no new one
   */
  void progressed(
      DistillerSession session,
      String jobId,
      int attempt,
      Distillation.Progress progress,
      Distillation.@Nullable Checkpoint checkpoint);

  /** The artifacts of the outcome are stored here. */
  void finished(DistillerSession session, String jobId, int attempt, Distillation.Outcome outcome);

  /**
   * @param retry whether another attempt may help
   */
  void failed(DistillerSession session, String jobId, int attempt, String why, boolean retry);
}
