/**
 * Smaller and faster forms of a student: passes over its graph that fold ({@code FuseBatchNorm})
 * and quantise ({@code QuantizeInt8}), the {@code Calibration} that quantising needs, and the
 * {@code Exporter} that makes the variants which devices run.
 *
 * <p>Left thin on purpose: pruning, mixed precision and the search over recipes.
 */
@NullMarked
package io.vedette.federated.compress;

import org.jspecify.annotations.NullMarked;
