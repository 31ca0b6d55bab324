package io.vedette.detector.runtime;

import java.nio.ByteBuffer;

/**
 * A tensor that already lies in memory as the graph takes it, and is read there.
 *
 * @param shape dimensions
 * @param element its numbers
 * @param data direct, in native order, the values from position 0 to the limit
 */
record RawTensor(long[] shape, TensorElementType element, ByteBuffer data) implements FedTensor {}
