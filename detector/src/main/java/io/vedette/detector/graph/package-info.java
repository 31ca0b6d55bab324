/** The ONNX graph as a value: read, written, inspected, and rewritten by {@code Pass}es. */
@NullMarked
package io.vedette.detector.graph;

import org.jspecify.annotations.NullMarked;
