/**
 * How good a detector is, as COCO measures it: a {@link CocoEvaluator} matches detections with
 * truths and gives {@link CocoMetrics}; an {@link Evaluation} runs a detector over a dataset for an
 * {@link EvaluationReport}.
 */
@NullMarked
package io.vedette.detector.evaluate;

import org.jspecify.annotations.NullMarked;
