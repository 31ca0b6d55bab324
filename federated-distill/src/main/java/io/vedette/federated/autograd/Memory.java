package io.vedette.federated.autograd;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Values in and out of native memory. Tensors are allocated by libtorch and written through a
 * direct view, so that they are freed with their handle and never wait for the garbage collector.
 */
final class Memory {

  private Memory() {}

  static PtNDArray floats(PtNDManager manager, FloatBuffer values, long... shape) {
    checkSize(values.remaining(), shape);
    PtNDArray array = manager.create(new Shape(shape), DataType.FLOAT32);
    if (values.hasRemaining()) {
      bytes(array).asFloatBuffer().put(values.duplicate());
    }
    return array;
  }

  static PtNDArray integers(PtNDManager manager, long[] values, long... shape) {
    checkSize(values.length, shape);
    PtNDArray array = manager.create(new Shape(shape), DataType.INT64);
    if (values.length > 0) {
      bytes(array).asLongBuffer().put(values);
    }
    return array;
  }

  static PtNDArray booleans(PtNDManager manager, boolean[] values, long... shape) {
    checkSize(values.length, shape);
    PtNDArray array = manager.create(new Shape(shape), DataType.BOOLEAN);
    ByteBuffer bytes = values.length > 0 ? bytes(array) : ByteBuffer.allocate(0);
    for (boolean value : values) {
      bytes.put((byte) (value ? 1 : 0));
    }
    return array;
  }

  /** A copy of the values, row-major, as floats whatever their type. */
  static float[] floats(PtNDArray array) {
    float[] values = new float[Math.toIntExact(array.getShape().size())];
    if (values.length > 0) {
      PtNDArray floats = as(array, DataType.FLOAT32);
      bytes(floats).asFloatBuffer().get(values);
    }
    return values;
  }

  /** A copy of the values, row-major, as integers whatever their type. */
  static long[] integers(PtNDArray array) {
    long[] values = new long[Math.toIntExact(array.getShape().size())];
    if (values.length > 0) {
      PtNDArray integers = as(array, DataType.INT64);
      bytes(integers).asLongBuffer().get(values);
    }
    return values;
  }

  /** Overwrites the values of a contiguous float tensor. */
  static void write(PtNDArray array, float[] values) {
    checkSize(values.length, array.getShape().getShape());
    if (values.length > 0) {
      bytes(array).asFloatBuffer().put(values);
    }
  }

  /** The same values in another type; cut off from gradients when the type differs. */
  static PtNDArray as(PtNDArray array, DataType type) {
    return array.getDataType() == type ? array : JniUtils.to(array, type, array.getDevice());
  }

  /** The tensor's own memory; of a copy, when it is not contiguous. */
  private static ByteBuffer bytes(PtNDArray array) {
    return JniUtils.getByteBuffer(array, true).order(ByteOrder.nativeOrder());
  }

  private static void checkSize(long count, long[] shape) {
    long size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (size != count) {
      throw new IllegalArgumentException(
          Arrays.toString(shape) + " holds " + size + " values, not " + count);
    }
  }
}
