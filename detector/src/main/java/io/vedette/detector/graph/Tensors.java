package io.vedette.detector.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** ONNX tensors to and from Java arrays, row-major. */
public final class Tensors {

  private Tensors() {}

  /** A float32 tensor; no dimensions make a scalar. */
  public static TensorProto of(String name, float[] data, long... shape) {
    check(name, data.length, shape);
    ByteBuffer raw = ByteBuffer.allocate(data.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(data);
    return of(name, TensorProto.DataType.FLOAT, raw, shape);
  }

  /** An int64 tensor; no dimensions make a scalar. */
  public static TensorProto of(String name, long[] data, long... shape) {
    check(name, data.length, shape);
    ByteBuffer raw = ByteBuffer.allocate(data.length * 8).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(data);
    return of(name, TensorProto.DataType.INT64, raw, shape);
  }

  /** A tensor of another type from its raw little-endian bytes (int8, uint8, int32, …). */
  public static TensorProto of(
      String name, TensorProto.DataType type, ByteBuffer raw, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .setRawData(ByteString.copyFrom(raw));
    for (long dimension : shape) {
      tensor.addDims(dimension);
    }
    return tensor.build();
  }

  /** Dimensions; empty for a scalar. */
  public static long[] shape(TensorProto tensor) {
    return tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
  }

  public static boolean isFloat(TensorProto tensor) {
    return tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber();
  }

  /**
   * The values of a float32 or float64 tensor, in either of ONNX's storages.
   *
   * @throws IllegalArgumentException for another type, or when the values do not fill the shape
   */
  public static float[] floats(TensorProto tensor) {
    int size = size(tensor);
    float[] data = new float[size];
    switch (type(tensor)) {
      case FLOAT -> {
        if (tensor.hasRawData()) {
          raw(tensor, 4).asFloatBuffer().get(data);
        } else {
          check(tensor.getName(), tensor.getFloatDataCount(), shape(tensor));
          for (int i = 0; i < size; i++) {
            data[i] = tensor.getFloatData(i);
          }
        }
      }
      case DOUBLE -> {
        ByteBuffer raw = tensor.hasRawData() ? raw(tensor, 8) : null;
        check(tensor.getName(), raw == null ? tensor.getDoubleDataCount() : size, shape(tensor));
        for (int i = 0; i < size; i++) {
          data[i] = (float) (raw == null ? tensor.getDoubleData(i) : raw.getDouble());
        }
      }
      default -> throw wrongType(tensor, "float");
    }
    return data;
  }

  /**
   * The values of an int64, int32, uint8, int8 or bool tensor.
   *
   * @throws IllegalArgumentException for another type, or when the values do not fill the shape
   */
  public static long[] longs(TensorProto tensor) {
    int size = size(tensor);
    long[] data = new long[size];
    TensorProto.DataType type = type(tensor);
    int width =
        switch (type) {
          case INT64 -> 8;
          case INT32 -> 4;
          case INT8, UINT8, BOOL -> 1;
          default -> throw wrongType(tensor, "integer");
        };
    if (tensor.hasRawData()) {
      ByteBuffer raw = raw(tensor, width);
      for (int i = 0; i < size; i++) {
        data[i] =
            switch (type) {
              case INT64 -> raw.getLong();
              case INT32 -> raw.getInt();
              case INT8 -> raw.get();
              default -> raw.get() & 0xff;
            };
      }
    } else if (type == TensorProto.DataType.INT64) {
      check(tensor.getName(), tensor.getInt64DataCount(), shape(tensor));
      Arrays.setAll(data, tensor::getInt64Data);
    } else {
      check(tensor.getName(), tensor.getInt32DataCount(), shape(tensor));
      Arrays.setAll(data, tensor::getInt32Data);
    }
    return data;
  }

  private static TensorProto.DataType type(TensorProto tensor) {
    TensorProto.DataType type = TensorProto.DataType.forNumber(tensor.getDataType());
    return type == null ? TensorProto.DataType.UNDEFINED : type;
  }

  private static int size(TensorProto tensor) {
    if (tensor.getExternalDataCount() > 0) {
      throw new IllegalArgumentException(
          tensor.getName() + ": its values lie in another file; save the model as one file");
    }
    long size = 1;
    for (long dimension : tensor.getDimsList()) {
      size = Math.multiplyExact(size, dimension);
    }
    if (size < 0 || size > Graph.MAX_BYTES) {
      throw new IllegalArgumentException(tensor.getName() + ": impossible size " + size);
    }
    return (int) size;
  }

  private static ByteBuffer raw(TensorProto tensor, int width) {
    ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    check(tensor.getName(), raw.remaining() / width, shape(tensor));
    return raw;
  }

  private static void check(String name, long count, long[] shape) {
    long size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (size != count) {
      throw new IllegalArgumentException(
          name + ": " + Arrays.toString(shape) + " holds " + size + " values, not " + count);
    }
  }

  private static IllegalArgumentException wrongType(TensorProto tensor, String wanted) {
    return new IllegalArgumentException(
        tensor.getName() + ": holds " + type(tensor) + ", not " + wanted + " values");
  }
}
