/**
 * What detectors cost on this machine: a {@link BenchCommand} has one subcommand per measurement.
 * Measurements for research are in the module {@code benchmarks}.
 */
@NullMarked
package io.vedette.cli.bench;

import org.jspecify.annotations.NullMarked;
