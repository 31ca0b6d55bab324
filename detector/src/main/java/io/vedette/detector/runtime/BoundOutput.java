package io.vedette.detector.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import io.vedette.detector.DetectorException;
import java.nio.ByteBuffer;

/** An output that the graph writes into the same memory each time it runs. */
final class BoundOutput implements AutoCloseable {

  private final OnnxTensor tensor;
  private final TensorElementType element;
  private final ByteBuffer memory;
  private final FloatTensor values;

  private BoundOutput(
      OnnxTensor tensor, TensorElementType element, ByteBuffer memory, FloatTensor values) {
    this.tensor = tensor;
    this.element = element;
    this.memory = memory;
    this.values = values;
  }

  /**
   * Memory for an output of this shape.
   *
   * @throws DetectorException when its numbers cannot be read
   */
  static BoundOutput of(OrtEnvironment environment, String name, TensorInfo info, long[] shape)
      throws OrtException, DetectorException {
    TensorElementType element = NativeTensors.element("output", name, info);
    int size = FloatTensor.size(shape);
    ByteBuffer memory = NativeTensors.direct(size * element.bytes());
    OnnxTensor tensor = OnnxTensor.createTensor(environment, memory, shape, element.type());
    return new BoundOutput(tensor, element, memory, FloatTensor.of(new float[size], shape));
  }

  OnnxTensor tensor() {
    return tensor;
  }

  /** What the last run wrote; the array is the same each time. */
  FloatTensor read() {
    element.read(memory, values.values());
    return values;
  }

  @Override
  public void close() {
    tensor.close();
  }
}
