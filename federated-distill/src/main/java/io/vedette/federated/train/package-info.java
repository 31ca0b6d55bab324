/**
 * Supervised training of a detector graph: a {@link DetectorTrainer} minimizes the loss of a graph
 * on a dataset by {@link TrainingOptions}, with {@link ExtraLoss}es when it is given some, and
 * writes to a {@link RunFolder}. The examples of a step are in {@code .example}, the reading of a
 * head's outputs in {@code .head}, the losses in {@code .loss}, the charts and reports in {@code
 * .report}.
 *
 * <p>Boxes here are in pixels of the network's input, not of the original picture.
 */
@NullMarked
package io.vedette.federated.train;

import org.jspecify.annotations.NullMarked;
