/**
 * The time of training steps. {@link io.vedette.benchmarks.training.OwnSteps} runs steps in this
 * process, {@link io.vedette.benchmarks.training.ReferenceSteps} in another tool's; an {@link
 * io.vedette.benchmarks.training.InterleavedRun} lets them take turns and compares their {@link
 * io.vedette.benchmarks.training.StepTimes}.
 */
@NullMarked
package io.vedette.benchmarks.training;

import org.jspecify.annotations.NullMarked;
