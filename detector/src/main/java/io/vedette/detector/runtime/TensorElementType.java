package io.vedette.detector.runtime;

import ai.onnxruntime.OnnxJavaType;
import io.vedette.detector.graph.HalfFloats;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** A kind of number that tensors hold, and its way to floats and back. */
enum TensorElementType {
  FLOAT(OnnxJavaType.FLOAT, Float.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to) {
      from.asFloatBuffer().get(to);
    }

    @Override
    void put(float value, ByteBuffer to) {
      to.putFloat(value);
    }
  },
  FLOAT16(OnnxJavaType.FLOAT16, Short.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to) {
      for (int i = 0; i < to.length; i++) {
        to[i] = HalfFloats.toFloat(from.getShort(Short.BYTES * i));
      }
    }

    @Override
    void put(float value, ByteBuffer to) {
      to.putShort(HalfFloats.of(value));
    }
  },
  DOUBLE(OnnxJavaType.DOUBLE, Double.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to) {
      for (int i = 0; i < to.length; i++) {
        to[i] = (float) from.getDouble(Double.BYTES * i);
      }
    }

    @Override
    void put(float value, ByteBuffer to) {
      to.putDouble(value);
    }
  },
  INT64(OnnxJavaType.INT64, Long.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to) {
      for (int i = 0; i < to.length; i++) {
        to[i] = from.getLong(Long.BYTES * i);
      }
    }

    @Override
    void put(float value, ByteBuffer to) {
      to.putLong((long) value);
    }
  },
  INT32(OnnxJavaType.INT32, Integer.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to) {
      for (int i = 0; i < to.length; i++) {
        to[i] = from.getInt(Integer.BYTES * i);
      }
    }

    @Override
    void put(float value, ByteBuffer to) {
      to.putInt((int) value);
    }
  },
  UINT8(OnnxJavaType.UINT8, Byte.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to) {
      for (int i = 0; i < to.length; i++) {
        to[i] = from.get(i) & 0xff;
      }
    }

    @Override
    void put(float value, ByteBuffer to) {
      to.put((byte) Math.min(Math.max((int) value, 0), 255));
    }
  };

  private final OnnxJavaType type;
  private final int bytes;

  TensorElementType(OnnxJavaType type, int bytes) {
    this.type = type;
    this.bytes = bytes;
  }

  /** The element of a type; empty for one that no detector is known to use. */
  static Optional<TensorElementType> of(OnnxJavaType type) {
    return Arrays.stream(values()).filter(element -> element.type == type).findFirst();
  }

  /** All that {@link #of} knows, for an error: {@code FLOAT, FLOAT16, …}. */
  static String names() {
    return String.join(", ", Arrays.stream(values()).map(Enum::name).toList());
  }

  OnnxJavaType type() {
    return type;
  }

  /** Size of one value. */
  int bytes() {
    return bytes;
  }

  /**
   * Reads as many values as there is room for.
   *
   * @param from in native order, position 0
   */
  abstract void read(ByteBuffer from, float[] to);

  /** Writes the nearest value that there is; fractions of whole numbers are cut off. */
  abstract void put(float value, ByteBuffer to);
}
