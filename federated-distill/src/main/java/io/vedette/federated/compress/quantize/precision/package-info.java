/**
 * In how many bits a graph keeps its weights and computes. A {@link Precision} makes a form of a
 * float graph; {@link Precisions} lists them. Those that round weights only say how one is stored,
 * a {@code WeightForm}: the runtime unfolds it once, when it opens the graph, and computes in float
 * as before. So they spare what a device downloads, and no time.
 */
@NullMarked
package io.vedette.federated.compress.quantize.precision;

import org.jspecify.annotations.NullMarked;
