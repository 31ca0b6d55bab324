/**
 * Training that feels the rounding. A {@link TrainingForm} is the INT8 graph with its weights in
 * float again, rounded on the way as they will be: it learns like any other graph, and the steps
 * between codes learn with it. An {@link IntegerForm} makes of it what a runtime computes in
 * integers.
 */
@NullMarked
package io.vedette.federated.compress.quantize.aware;

import org.jspecify.annotations.NullMarked;
