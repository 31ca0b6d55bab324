package io.vedette.federated.aggregate;

import io.vedette.federated.Update;
import io.vedette.federated.Weights;
import java.util.Arrays;

/** Whether an update has exactly the base's names and shapes, and only finite values. */
final class Conformity {

  private Conformity() {}

  static void check(Update update, Weights base) throws RejectedUpdateException {
    if (update.examples() <= 0) {
      throw rejected(update, "it was trained on " + update.examples() + " examples");
    }
    for (String name : base.byName().keySet()) {
      if (!update.weights().byName().containsKey(name)) {
        throw rejected(update, "weight '" + name + "' is missing");
      }
    }
    for (var entry : update.weights().byName().entrySet()) {
      Weights.Values expected = base.byName().get(entry.getKey());
      if (expected == null) {
        throw rejected(update, "weight '" + entry.getKey() + "' is not in the base");
      }
      check(update, entry.getKey(), entry.getValue(), expected);
    }
  }

  private static void check(
      Update update, String name, Weights.Values values, Weights.Values expected)
      throws RejectedUpdateException {
    if (!Arrays.equals(values.shape(), expected.shape())) {
      throw rejected(
          update,
          "weight '"
              + name
              + "' has shape "
              + Arrays.toString(values.shape())
              + ", the base's is "
              + Arrays.toString(expected.shape()));
    }
    float[] data = values.data();
    for (int i = 0; i < data.length; i++) {
      if (!Float.isFinite(data[i])) {
        throw rejected(update, "weight '" + name + "' holds " + data[i] + " at " + i);
      }
    }
  }

  private static RejectedUpdateException rejected(Update update, String why) {
    return new RejectedUpdateException(
        "update " + update.id() + " of agent " + update.agentId() + ": " + why);
  }
}
