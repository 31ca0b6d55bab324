/**
 * How near {@code vedette detect} comes to what the processors allow: {@link
 * io.vedette.benchmarks.throughput.ThroughputBench} measures decoding alone, inference alone and
 * both together in turns.
 */
@NullMarked
package io.vedette.benchmarks.throughput;

import org.jspecify.annotations.NullMarked;
