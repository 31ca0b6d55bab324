/**
 * Smaller and faster forms of a student. {@code .simplify} changes a graph's form and not what it
 * computes, {@code .prune} cuts channels, {@code .exchange} puts cheap operators in the place of
 * dear ones, {@code .quantize} rounds to 8 bits; the {@code Exporter} makes the variants that
 * devices run, and a {@code Cost} says what a graph takes.
 *
 * <p>Left thin on purpose: the search over recipes.
 */
@NullMarked
package io.vedette.federated.compress;

import org.jspecify.annotations.NullMarked;
