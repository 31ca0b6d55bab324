package io.vedette.federated.aggregate;

import io.vedette.federated.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What of a model is aggregated, as one vector: first the parameters, then the running means, then
 * the running variances, the mean and the variance of one normalization at the same place of their
 * part. What does not learn, and what stays at home, is not in it.
 */
public final class VectorLayout {

  /**
   * A batch normalization's running statistics, by initializer name.
   *
   * @param mean a tensor as long as the variance
   */
  public record Statistics(String mean, String variance) {}

  /**
   * A tensor's place.
   *
   * @param from of its first value in the vector
   */
  public record Part(String name, int from, int size) {}

  private final List<Part> parts;
  private final int parameters;
  private final int means;
  private final int size;

  private VectorLayout(List<Part> parts, int parameters, int means, int size) {
    this.parts = List.copyOf(parts);
    this.parameters = parameters;
    this.means = means;
    this.size = size;
  }

  /**
   * The layout of a model.
   *
   * @param learned which tensors learn, by name; statistics aside
   * @param statistics of its batch normalizations
   * @param home which tensors and statistics stay as they are, by name
   * @throws IllegalArgumentException when nothing is left, the model is too large for one vector,
   *     or statistics are not in it
   */
  public static VectorLayout of(
      Weights base, Set<String> learned, List<Statistics> statistics, Predicate<String> home) {
    Set<String> normal = new LinkedHashSet<>();
    List<Statistics> used = new ArrayList<>();
    for (Statistics s : new LinkedHashSet<>(statistics)) {
      normal.add(s.mean());
      normal.add(s.variance());
      if (!home.test(s.mean()) && !home.test(s.variance())) {
        used.add(s);
      }
    }
    List<Part> parts = new ArrayList<>();
    long at = 0;
    for (String name : base.byName().keySet()) {
      if (learned.contains(name) && !normal.contains(name) && !home.test(name)) {
        at = append(parts, base, name, at);
      }
    }
    long parameters = at;
    if (parameters == 0) {
      throw new IllegalArgumentException("no weight is left to aggregate");
    }
    for (Statistics s : used) {
      at = append(parts, base, s.mean(), at);
    }
    long means = at - parameters;
    for (Statistics s : used) {
      at = append(parts, base, s.variance(), at);
    }
    if (at != parameters + 2 * means) {
      throw new IllegalArgumentException("running means and variances differ in size");
    }
    return new VectorLayout(
        parts, Math.toIntExact(parameters), Math.toIntExact(means), Math.toIntExact(at));
  }

  private static long append(List<Part> parts, Weights base, String name, long at) {
    Weights.Values values = base.byName().get(name);
    if (values == null) {
      throw new IllegalArgumentException("'" + name + "' is not a float initializer");
    }
    parts.add(new Part(name, Math.toIntExact(at), values.data().length));
    return at + values.data().length;
  }

  /** Every tensor in it, in the order of the vector. */
  public List<Part> parts() {
    return parts;
  }

  /** The index of the part that holds a value. */
  public int partOf(int index) {
    int low = 0;
    int high = parts.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (parts.get(middle).from() <= index) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Where the running means begin; everything before is a parameter. */
  public int parameters() {
    return parameters;
  }

  /** How many running means there are, and as many variances. */
  public int means() {
    return means;
  }

  /** How many values. */
  public int size() {
    return size;
  }

  /** Whether a value is a running variance. */
  boolean isVariance(int index) {
    return index >= parameters + means;
  }

  /** A model's vector: a copy. */
  public float[] vector(Weights weights) {
    float[] vector = new float[size];
    for (Part part : parts) {
      float[] data = of(weights, part).data();
      System.arraycopy(data, 0, vector, part.from, part.size);
    }
    return vector;
  }

  /** A model with the values of a vector; what is not in the vector is as in {@code base}. */
  public Weights weights(float[] vector, Weights base) {
    Map<String, Weights.Values> byName = new LinkedHashMap<>(base.byName());
    for (Part part : parts) {
      float[] data = new float[part.size];
      System.arraycopy(vector, part.from, data, 0, part.size);
      byName.put(part.name, new Weights.Values(of(base, part).shape(), data));
    }
    return new Weights(byName);
  }

  private static Weights.Values of(Weights weights, Part part) {
    Weights.Values values = weights.byName().get(part.name);
    if (values == null || values.data().length != part.size) {
      throw new IllegalArgumentException("'" + part.name + "' is missing or has another size");
    }
    return values;
  }
}
