package io.vedette.benchmarks.drift;

/**
 * What is known of an audit.
 *
 * @param recall share of the teacher's objects that the student shows; -1: the teacher has none
 * @param score mean score of the student's detections; -1: it has none
 */
record Audit(double recall, double score) {}
