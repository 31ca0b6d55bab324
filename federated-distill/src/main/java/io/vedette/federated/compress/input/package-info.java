/**
 * Detectors for pictures of another size: convolutions take any, and what carries the size in a
 * constant is given the constant of the new one ({@link Resized}, {@link CellConstants}).
 */
@NullMarked
package io.vedette.federated.compress.input;

import org.jspecify.annotations.NullMarked;
