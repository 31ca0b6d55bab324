/**
 * ONNX Runtime: an {@link OnnxSession} runs a graph on the processor that its {@link
 * ProviderReport} names, an {@link OnnxDetector} answers pictures with one, a {@link
 * SharedDetector} does so for several cameras, a {@link TiledDetector} piece by piece. The only
 * code that knows ONNX Runtime. What is timed here is timed on a {@link DeviceClass}. A process
 * that runs native code leaves by an {@link OrderlyEnd}.
 */
@NullMarked
package io.vedette.detector.runtime;

import org.jspecify.annotations.NullMarked;
