/**
 * The worth of each distillation loss: a {@link LossesBench} trains one student by every {@link
 * TrainingVariant}, each in a process of its own, and a {@link LossesTable} compares the figures.
 */
@NullMarked
package io.vedette.benchmarks.losses;

import org.jspecify.annotations.NullMarked;
