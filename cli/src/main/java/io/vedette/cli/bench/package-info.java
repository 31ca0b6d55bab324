/**
 * Measurements side by side with their references: a {@link BenchCommand} has one subcommand per
 * measurement. Results that were kept are in {@code benchmarks/results}.
 */
@NullMarked
package io.vedette.cli.bench;

import org.jspecify.annotations.NullMarked;
