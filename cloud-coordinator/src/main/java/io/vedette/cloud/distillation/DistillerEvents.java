package io.vedette.cloud.distillation;

/** What comes from distillers. Each method returns at once; it may be called on any thread. */
public interface DistillerEvents {

  void joined(DistillerSession session);

  void left(DistillerSession session);

  void progressed(DistillerSession session, String jobId, Distillation.Progress progress);

  /** The artifacts of the outcome are stored here. */
  void finished(DistillerSession session, String jobId, Distillation.Outcome outcome);

  /**
   * @param retry whether another attempt may help
   */
  void failed(DistillerSession session, String jobId, String why, boolean retry);
}
