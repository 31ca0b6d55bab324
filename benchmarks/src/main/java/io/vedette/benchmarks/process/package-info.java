/**
 * Other processes of a measurement: an {@link OwnCommand} is the {@code vedette} command in a
 * process of its own, watched by a {@code ProcessWatchdog} with {@code ProcessLimits}.
 */
@NullMarked
package io.vedette.benchmarks.process;

import org.jspecify.annotations.NullMarked;
