/**
 * How good a detector is, as COCO measures it: a {@link CocoEvaluator} matches detections with
 * truths and gives {@link CocoMetrics}; an {@link Evaluation} runs a detector over a dataset for an
 * {@link EvaluationReport}. A {@link PairedEvaluation} or an {@link Agreement} holds two detectors
 * against each other on the same pictures, with an {@link Interval} for what chance does.
 */
@NullMarked
package io.vedette.detector.evaluate;

import org.jspecify.annotations.NullMarked;
