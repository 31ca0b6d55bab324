/**
 * What a detector is: a {@link Frame} goes in, {@link Detection}s come out, and a {@link
 * DetectorSpec} says how the two meet in an ONNX graph.
 */
@NullMarked
package io.vedette.detector;

import org.jspecify.annotations.NullMarked;
