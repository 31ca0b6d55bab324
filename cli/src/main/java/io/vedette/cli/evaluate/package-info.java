/**
 * {@code vedette evaluate}: a detector judged by labels, alone or {@code DetectorComparison}
 * another.
 */
@NullMarked
package io.vedette.cli.evaluate;

import org.jspecify.annotations.NullMarked;
