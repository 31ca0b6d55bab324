/**
 * Measurements for research, which no user of the {@code vedette} command needs. {@link
 * io.vedette.benchmarks.Benchmarks} has one subcommand per measurement; results that were kept are
 * in {@code benchmarks/results}.
 */
@NullMarked
package io.vedette.benchmarks;

import org.jspecify.annotations.NullMarked;
