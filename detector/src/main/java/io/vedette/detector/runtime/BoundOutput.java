package io.vedette.detector.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Optional;

/** An output that the graph writes into the same memory each time it runs. */
final class BoundOutput implements AutoCloseable {

  private final OnnxTensor tensor;
  private final FloatTensor values;
  private final Reader reader;

  private interface Reader {
    void into(float[] values);
  }

  private BoundOutput(OnnxTensor tensor, FloatTensor values, Reader reader) {
    this.tensor = tensor;
    this.values = values;
    this.reader = reader;
  }

  /** Memory for an output of this shape; empty for a type that is converted another way. */
  static Optional<BoundOutput> of(OrtEnvironment environment, TensorInfo info, long[] shape)
      throws OrtException {
    FloatTensor values = FloatTensor.of(new float[FloatTensor.size(shape)], shape);
    int size = FloatTensor.size(shape);
    return switch (info.type) {
      case FLOAT -> {
        FloatBuffer floats = direct(size * Float.BYTES).asFloatBuffer();
        OnnxTensor tensor = OnnxTensor.createTensor(environment, floats, shape);
        yield Optional.of(new BoundOutput(tensor, values, to -> floats.get(0, to)));
      }
      case INT64 -> {
        LongBuffer longs = direct(size * Long.BYTES).asLongBuffer();
        OnnxTensor tensor = OnnxTensor.createTensor(environment, longs, shape);
        yield Optional.of(
            new BoundOutput(
                tensor,
                values,
                to -> {
                  for (int i = 0; i < to.length; i++) {
                    to[i] = longs.get(i);
                  }
                }));
      }
      case INT32 -> {
        IntBuffer ints = direct(size * Integer.BYTES).asIntBuffer();
        OnnxTensor tensor = OnnxTensor.createTensor(environment, ints, shape);
        yield Optional.of(
            new BoundOutput(
                tensor,
                values,
                to -> {
                  for (int i = 0; i < to.length; i++) {
                    to[i] = ints.get(i);
                  }
                }));
      }
      default -> Optional.empty();
    };
  }

  OnnxTensor tensor() {
    return tensor;
  }

  /** What the last run wrote; the array is the same each time. */
  FloatTensor read() {
    reader.into(values.values());
    return values;
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    tensor.close();
  }
}
