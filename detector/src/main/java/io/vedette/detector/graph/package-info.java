/**
 * The ONNX graph as a value: a {@link Graph} is read from a {@link ModelFile}, written, inspected
 * ({@link Wiring}, {@link Attributes}, {@link Shape}, {@link Tensors}), made anew by a {@link
 * GraphBuilder} and rewritten by {@link Pass}es.
 */
@NullMarked
package io.vedette.detector.graph;

import org.jspecify.annotations.NullMarked;
