package io.vedette.federated;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The float initializers of a graph by name, in graph order. */
public record Weights(Map<String, Values> byName) {

  public Weights {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  /** Number of scalars. */
  public long size() {
    return byName.values().stream().mapToLong(v -> v.data().length).sum();
  }

  /**
   * One tensor, row-major. The array is shared, not copied.
   *
   * @param shape dimensions; empty for a scalar
   */
  public record Values(long[] shape, float[] data) {
    public Values {
      long size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
      if (size != data.length) {
        throw new IllegalArgumentException(
            Arrays.toString(shape) + " holds " + size + " values, not " + data.length);
      }
    }
  }
}
