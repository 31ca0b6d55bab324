package io.vedette.federated.compress.quantize.precision;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.HalfFloats;
import io.vedette.detector.graph.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Float tensors in half precision. */
final class Halves {

  private Halves() {}

  /** The same values, rounded to the nearest half, under another name. */
  static TensorProto of(TensorProto floats, String name) {
    float[] values = Tensors.floats(floats);
    ByteBuffer halves = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      halves.putShort(HalfFloats.of(value));
    }
    return Tensors.of(name, TensorProto.DataType.FLOAT16, halves.flip(), Tensors.shape(floats));
  }
}
