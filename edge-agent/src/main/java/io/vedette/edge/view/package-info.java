/**
 * What a camera's picture means: {@link Polygon}s are its masks and zones, a {@link LabelRule} says
 * from when an object of a label counts, and a {@link View} applies them to what a student saw. All
 * places are relative to the picture, so that they stay right when its resolution changes.
 *
 * <p>A {@link Region} is a part of one frame, in its pixels: what a question shows of it.
 *
 * <p>A {@link GreyGrid} is the picture at its coarsest: what moves in it, and whether it is new.
 */
@NullMarked
package io.vedette.edge.view;

import org.jspecify.annotations.NullMarked;
