/**
 * What a training step sees: an {@link Example} is a picture fitted into the network's input with
 * its {@link Target}s; {@link Examples} reads them from a dataset, {@link Augmentation} varies them
 * on a {@link ExampleCanvas}, {@link Batches} prepares them beside the step.
 */
@NullMarked
package io.vedette.federated.train.example;

import org.jspecify.annotations.NullMarked;
