package io.vedette.federated.aggregate;

import io.vedette.federated.Weights;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a strategy keeps from one round to the next: vectors by name, as long as the parameters of
 * the layout. Empty before the first round.
 */
public final class ServerState {

  private final Map<String, float[]> vectors = new LinkedHashMap<>();

  /** Those that a strategy asked for: others are of a strategy that went before. */
  private final Set<String> used = new HashSet<>();

  /** A vector; one full of {@code first} where there is none yet. */
  float[] vector(String name, int size, float first) {
    float[] vector = vectors.get(name);
    if (vector == null || vector.length != size) {
      vector = new float[size];
      Arrays.fill(vector, first);
      vectors.put(name, vector);
    }
    used.add(name);
    return vector;
  }

  /** Whether nothing of it was used. */
  public boolean isEmpty() {
    return used.isEmpty();
  }

  /** What was used as tensors, to be stored; the arrays are shared. */
  public Weights stored() {
    Map<String, Weights.Values> tensors = new LinkedHashMap<>();
    vectors.forEach(
        (name, values) -> {
          if (used.contains(name)) {
            tensors.put(name, new Weights.Values(new long[] {values.length}, values));
          }
        });
    return new Weights(tensors);
  }

  /** What was stored; the arrays are shared. */
  public static ServerState of(Weights stored) {
    ServerState state = new ServerState();
    stored.byName().forEach((name, values) -> state.vectors.put(name, values.data()));
    return state;
  }
}
