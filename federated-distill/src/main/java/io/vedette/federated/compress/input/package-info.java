/**
 * Detectors that look at other cells: at those of a picture of another size ({@link Resized}), as
 * convolutions take any, or of fewer levels ({@link FewerLevels}). What says in a constant where
 * the cells lie is given the constant of the new ones ({@link CellConstants}).
 */
@NullMarked
package io.vedette.federated.compress.input;

import org.jspecify.annotations.NullMarked;
