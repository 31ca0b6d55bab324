/**
 * Supervised training of a detector graph: pictures become {@link Example}s, {@link Augmentation}
 * varies them, a {@link TaskAlignedAssigner} says which anchor answers for which object, {@link
 * DetectionLoss} measures the answer, and {@link DetectorTrainer} goes downhill.
 *
 * <p>Boxes here are in pixels of the network's input, not of the original picture.
 */
@NullMarked
package io.vedette.federated.train;

import org.jspecify.annotations.NullMarked;
