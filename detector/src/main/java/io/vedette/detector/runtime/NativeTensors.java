package io.vedette.detector.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import io.vedette.detector.DetectorException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Tensors to and from ONNX Runtime's, whatever type the graph asks for. */
final class NativeTensors {

  private NativeTensors() {}

  /**
   * @param name of the input, for errors
   * @throws DetectorException when the graph wants a type that cannot be written
   */
  static OnnxTensor in(OrtEnvironment environment, String name, FedTensor tensor, TensorInfo wanted)
      throws OrtException, DetectorException {
    if (tensor instanceof RawTensor raw) {
      return OnnxTensor.createTensor(environment, raw.data(), raw.shape(), raw.element().type());
    }
    FloatTensor floats = (FloatTensor) tensor;
    TensorElementType element = element("input", name, wanted);
    if (element == TensorElementType.FLOAT) {
      return OnnxTensor.createTensor(
          environment, floats.data().duplicate().rewind(), floats.shape());
    }
    float[] values = floats.values();
    ByteBuffer converted = direct(values.length * element.bytes());
    for (float value : values) {
      element.put(value, converted);
    }
    return OnnxTensor.createTensor(environment, converted.rewind(), floats.shape(), element.type());
  }

  static FloatTensor out(String name, OnnxValue value) throws OrtException, DetectorException {
    if (!(value instanceof OnnxTensor tensor)) {
      throw new DetectorException("output " + name + " is no tensor but " + value.getType());
    }
    TensorInfo info = tensor.getInfo();
    long[] shape = info.getShape();
    TensorElementType element = element("output", name, info);
    if (element == TensorElementType.FLOAT) {
      return new FloatTensor(shape, tensor.getFloatBuffer());
    }
    float[] values = new float[FloatTensor.size(shape)];
    element.read(tensor.getByteBuffer().order(ByteOrder.nativeOrder()), values);
    return new FloatTensor(shape, FloatBuffer.wrap(values));
  }

  /**
   * The numbers that an input or output holds.
   *
   * @throws DetectorException when no detector is known to use them
   */
  static TensorElementType element(String kind, String name, TensorInfo info)
      throws DetectorException {
    return TensorElementType.of(info.type)
        .orElseThrow(
            () ->
                new DetectorException(
                    kind
                        + " '"
                        + name
                        + "' is of type "
                        + info.type
                        + ", which no detector here takes or gives ("
                        + TensorElementType.names()
                        + " are known); export it as float32"));
  }

  static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }
}
