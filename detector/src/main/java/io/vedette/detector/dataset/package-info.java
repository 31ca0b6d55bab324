/**
 * Labelled pictures: a {@link Dataset} holds {@link Sample}s, a sample is a picture file with its
 * {@link Truth}s. A {@link DatasetSource} is a dataset on disk whose {@link DatasetForm} is
 * recognised by content; {@link UsualSplits} says which of its parts are trained and measured on;
 * an {@link Inspection} lists every {@link Problem} of a dataset and keeps what is sound.
 */
@NullMarked
package io.vedette.detector.dataset;

import org.jspecify.annotations.NullMarked;
