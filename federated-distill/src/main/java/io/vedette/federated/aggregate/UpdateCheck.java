package io.vedette.federated.aggregate;

import io.vedette.federated.Weights;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Whether an update can be part of an aggregate at all, whatever the others are. */
public final class UpdateCheck {

  private static final int BLOCK = 1 << 15;

  /** No weight is larger, and sums of such values are finite. */
  private static final float LARGEST = 1e18f;

  private final Weights base;
  private final VectorLayout layout;
  private final float[] vector;

  /**
   * @param vector of the base
   */
  public UpdateCheck(Weights base, VectorLayout layout, float[] vector) {
    this.base = base;
    this.layout = layout;
    this.vector = vector;
  }

  /**
   * All that is aggregated must be there in the base's shape, and nothing that the base has not.
   * What the base has and does not learn may be left out.
   *
   * @throws RejectedUpdateException with the first name that does not fit
   */
  public void shapes(Map<String, long[]> shapes) throws RejectedUpdateException {
    Set<String> learned = new HashSet<>();
    for (VectorLayout.Part part : layout.parts()) {
      learned.add(part.name());
      if (!shapes.containsKey(part.name())) {
        throw new RejectedUpdateException("weight '" + part.name() + "' is missing");
      }
    }
    for (var entry : shapes.entrySet()) {
      String name = entry.getKey();
      Weights.Values expected = base.byName().get(name);
      if (expected == null) {
        throw new RejectedUpdateException("weight '" + name + "' is not in the base");
      }
      if (!Arrays.equals(entry.getValue(), expected.shape())) {
        throw new RejectedUpdateException(
            "weight '"
                + name
                + "' has shape "
                + Arrays.toString(entry.getValue())
                + ", the base's is "
                + Arrays.toString(expected.shape()));
      }
    }
  }

  /**
   * Every value must be finite and below 1e18, and every variance above 0 unless the base's is 0,
   * too.
   *
   * @return the L2 norm of the difference from the base, statistics aside
   * @throws RejectedUpdateException with the first value that is wrong
   */
  public double norm(ClientUpdate update) throws RejectedUpdateException {
    float[] block = new float[BLOCK];
    double squares = 0;
    for (int from = 0; from < layout.size(); from += BLOCK) {
      int size = Math.min(BLOCK, layout.size() - from);
      update.read(from, size, block);
      for (int i = 0; i < size; i++) {
        float value = block[i];
        if (!(Math.abs(value) < LARGEST)) {
          throw wrong(from + i, value, "");
        }
        if (from + i < layout.parameters()) {
          double difference = (double) value - vector[from + i];
          squares += difference * difference;
        } else if (layout.isVariance(from + i)
            && (value < 0 || (value == 0 && vector[from + i] > 0))) {
          throw wrong(from + i, value, ", and a variance is above 0");
        }
      }
    }
    return Math.sqrt(squares);
  }

  private RejectedUpdateException wrong(int index, float value, String why) {
    VectorLayout.Part part = layout.parts().get(layout.partOf(index));
    return new RejectedUpdateException(
        "weight '" + part.name() + "' holds " + value + " at " + (index - part.from()) + why);
  }
}
