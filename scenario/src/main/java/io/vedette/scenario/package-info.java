/**
 * A generated inspection line with known truth: an {@link InspectionLine} shows printed circuit
 * boards that look like those of DeepPCB, with its six defects drawn in. A board is a mask of
 * {@link Copper}, drawn by {@link BoardLayout}s, damaged by {@link Defect}s, and photographed by an
 * {@link Appearance} that depends on the {@link Condition}.
 */
@NullMarked
package io.vedette.scenario;

import org.jspecify.annotations.NullMarked;
