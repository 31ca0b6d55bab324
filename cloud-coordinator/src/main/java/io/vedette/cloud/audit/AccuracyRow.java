package io.vedette.cloud.audit;

import io.vedette.detector.evaluate.AccuracySequences.Estimate;
import io.vedette.detector.evaluate.AgreementCounts;

/**
 * The accuracy of a series, or of a part of it.
 *
 * @param name of a camera, "agent-7/outfeed", or of a class; empty of the whole
 * @param counts over all audits; of a class, over those that have it
 * @param lastMs when its latest audit was answered, milliseconds since the epoch
 */
public record AccuracyRow(
    AuditSeries series,
    Part part,
    String name,
    AgreementCounts counts,
    Estimate precision,
    Estimate recall,
    Estimate f1,
    long lastMs) {

  /** What accuracy is told of. */
  public enum Part {
    WHOLE,
    CAMERA,
    LABEL
  }
}
