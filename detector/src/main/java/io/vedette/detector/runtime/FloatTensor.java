package io.vedette.detector.runtime;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A tensor on its way into or out of a session, row-major.
 *
 * @param shape dimensions; empty for a scalar
 * @param data the values from position 0 on; a direct buffer goes in without a copy
 */
public record FloatTensor(long[] shape, FloatBuffer data) implements FedTensor {

  public static FloatTensor of(float[] values, long... shape) {
    if (values.length != size(shape)) {
      throw new IllegalArgumentException(
          Arrays.toString(shape) + " holds " + size(shape) + " values, not " + values.length);
    }
    return new FloatTensor(shape, FloatBuffer.wrap(values));
  }

  /** The values; not a copy where the buffer has an array of its own. */
  public float[] values() {
    int size = size(shape);
    if (data.hasArray() && data.arrayOffset() == 0 && data.array().length == size) {
      return data.array();
    }
    float[] values = new float[size];
    data.duplicate().rewind().get(values);
    return values;
  }

  static int size(long[] shape) {
    return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
  }
}
