/**
 * ONNX Runtime: an {@link OnnxSession} runs a graph, an {@link OnnxDetector} answers pictures with
 * one. The only code that knows ONNX Runtime.
 */
@NullMarked
package io.vedette.detector.runtime;

import org.jspecify.annotations.NullMarked;
