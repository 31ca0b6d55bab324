/**
 * How soon drift is found and how often there is a false alarm: {@link
 * io.vedette.benchmarks.drift.DriftBench} simulates streams of audits, drawn from measured answers
 * on generated boards or from a given recall.
 */
@NullMarked
package io.vedette.benchmarks.drift;

import org.jspecify.annotations.NullMarked;
