package io.vedette.federated.autograd;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/** A tensor written in the ONNX file: floats, integers or truth values, row-major. */
sealed interface Literal {

  Literal ZERO = new Floats(new long[] {1}, new float[1]);

  long[] shape();

  /** A native copy. */
  PtNDArray in(PtNDManager manager);

  record Floats(long[] shape, float[] values) implements Literal {
    @Override
    public PtNDArray in(PtNDManager manager) {
      return Memory.floats(manager, FloatBuffer.wrap(values), shape);
    }
  }

  record Integers(long[] shape, long[] values) implements Literal {
    @Override
    public PtNDArray in(PtNDManager manager) {
      return Memory.integers(manager, values, shape);
    }
  }

  record Booleans(long[] shape, boolean[] values) implements Literal {
    @Override
    public PtNDArray in(PtNDManager manager) {
      return Memory.booleans(manager, values, shape);
    }
  }

  /**
   * Reads a tensor. Doubles become floats; all integers become 64 bits wide.
   *
   * @param where names it in errors
   */
  static Literal read(TensorProto tensor, String where) throws UnknownOperatorException {
    if (tensor.getDataLocation() == DataLocation.EXTERNAL) {
      throw new UnknownOperatorException(
          where + ": its values are in another file; save the model as one file");
    }
    DataType type = DataType.forNumber(tensor.getDataType());
    long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
    int size = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    try {
      return read(tensor, type == null ? DataType.UNDEFINED : type, shape, size, where);
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      throw new UnknownOperatorException(
          where + ": holds fewer values than " + Arrays.toString(shape) + "; the file is damaged");
    }
  }

  private static Literal read(
      TensorProto tensor, DataType type, long[] shape, int size, String where)
      throws UnknownOperatorException {
    boolean raw = !tensor.getRawData().isEmpty();
    ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    switch (type) {
      case FLOAT -> {
        float[] values = new float[size];
        if (raw) {
          bytes.asFloatBuffer().get(values);
        } else {
          fill(values, i -> tensor.getFloatData(i));
        }
        return new Floats(shape, values);
      }
      case DOUBLE -> {
        float[] values = new float[size];
        fill(values, i -> (float) (raw ? bytes.getDouble() : tensor.getDoubleData(i)));
        return new Floats(shape, values);
      }
      case INT64 -> {
        return integers(shape, size, i -> raw ? bytes.getLong() : tensor.getInt64Data(i));
      }
      case INT32 -> {
        return integers(shape, size, i -> raw ? bytes.getInt() : tensor.getInt32Data(i));
      }
      case INT16 -> {
        return integers(shape, size, i -> raw ? bytes.getShort() : tensor.getInt32Data(i));
      }
      case INT8 -> {
        return integers(shape, size, i -> raw ? bytes.get() : tensor.getInt32Data(i));
      }
      case UINT8 -> {
        return integers(shape, size, i -> raw ? bytes.get() & 0xff : tensor.getInt32Data(i));
      }
      case BOOL -> {
        boolean[] values = new boolean[size];
        for (int i = 0; i < size; i++) {
          values[i] = (raw ? bytes.get() : tensor.getInt32Data(i)) != 0;
        }
        return new Booleans(shape, values);
      }
      default ->
          throw new UnknownOperatorException(
              where + ": values of type " + type + " are not supported in training");
    }
  }

  private static void fill(float[] values, IntFunction<Float> next) {
    for (int i = 0; i < values.length; i++) {
      values[i] = next.apply(i);
    }
  }

  private static Literal integers(long[] shape, int size, IntToLongFunction next) {
    long[] values = new long[size];
    for (int i = 0; i < size; i++) {
      values[i] = next.applyAsLong(i);
    }
    return new Integers(shape, values);
  }
}
