package io.vedette.cloud.review;

import io.vedette.detector.evaluate.Interval;

/** Precision, recall and F1, each with its interval, 0 to 1. */
public record Accuracy(Interval precision, Interval recall, Interval f1) {}
