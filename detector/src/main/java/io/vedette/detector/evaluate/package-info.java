/**
 * How good a detector is, as COCO measures it: a {@link CocoEvaluator} matches detections with
 * truths and gives {@link CocoMetrics}; an {@link Evaluation} runs a detector over a dataset for an
 * {@link EvaluationReport}. A {@link PairedEvaluation} or an {@link DetectorAgreement} holds two
 * detectors against each other on the same pictures, with an {@link Interval} for what chance does;
 * {@link DetectionPairs} says which of their boxes are of one object, {@link AgreementCounts}
 * counts them, and {@link AccuracySequences} give figures with intervals that hold at all times,
 * each by a {@link RatioSequence}; {@link ShareUpperBound} says how many of all there may be where
 * few of a sample were seen.
 */
@NullMarked
package io.vedette.detector.evaluate;

import org.jspecify.annotations.NullMarked;
