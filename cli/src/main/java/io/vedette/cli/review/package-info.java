/**
 * {@code vedette review}: people say what is on escalated frames, here or in a labelling tool, and
 * see what follows for accuracy. {@link ReviewExport} and {@link ReviewImport} speak in datasets
 * whose pictures are called after their frames.
 */
@NullMarked
package io.vedette.cli.review;

import org.jspecify.annotations.NullMarked;
