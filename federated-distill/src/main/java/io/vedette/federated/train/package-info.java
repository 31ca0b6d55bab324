/**
 * Supervised training of a detector graph: a {@link DetectorTrainer} takes a graph, a dataset and
 * {@link TrainingOptions} and goes downhill, with {@link ExtraLoss}es besides the labels' when it
 * is given some, and leaves its work in a {@link RunFolder}. What a step sees is in {@code
 * .example}, how a head's answers are read in {@code .head}, how they are judged in {@code .loss},
 * what people look at is drawn in {@code .report}.
 *
 * <p>Boxes here are in pixels of the network's input, not of the original picture.
 */
@NullMarked
package io.vedette.federated.train;

import org.jspecify.annotations.NullMarked;
