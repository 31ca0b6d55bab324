/**
 * An ONNX graph executed with gradients: a {@link Scope} owns native memory, a {@link Tensor} is a
 * value in it, a {@link TrainableGraph} runs the graph's nodes through {@link Operators}, an {@link
 * Optimizer} moves its parameters. Libtorch does the arithmetic, called through DJL; nothing of DJL
 * is visible outside.
 */
@NullMarked
package io.vedette.federated.autograd;

import org.jspecify.annotations.NullMarked;
