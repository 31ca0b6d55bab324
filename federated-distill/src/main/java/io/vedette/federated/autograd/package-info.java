/**
 * An ONNX graph executed with gradients: a {@link Scope} owns native memory, a {@link Tensor} is a
 * value in it, a {@link TrainableGraph} runs the graph's nodes through {@link Operators}, an {@link
 * Optimizer} moves its parameters. Libtorch does the arithmetic, called through DJL; nothing of DJL
 * is visible outside.
 *
 * <p>A process that trains must be started with {@code GOMP_SPINCOUNT} and the allocator settings
 * of docs/adr/0002; a warning says so where they are missing. On two cores that others use too, a
 * step has been seen to take twenty times as long without them.
 *
 * <p>Left thin on purpose: only 32 bit floats are trained, whatever {@link ComputePrecision} they
 * are computed in (integers serve as shapes and indices), on the processor; pools take no dilation
 * and give no indices; no control flow, no recurrent operators, no transposed convolutions, no
 * GridSample, TopK or NonMaxSuppression. A graph that has such a node is refused when it is opened,
 * by operator and node name.
 */
@NullMarked
package io.vedette.federated.autograd;

import org.jspecify.annotations.NullMarked;
