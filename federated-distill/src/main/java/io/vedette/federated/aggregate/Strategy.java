package io.vedette.federated.aggregate;

import java.util.List;

/**
 * What is done with the updates of a round: how much each counts, and how the model moves by what
 * they have in common. Which of them are believed is a {@link RobustRule}'s matter.
 */
public sealed interface Strategy
    permits FedAvg, FedProx, FedAvgM, FedBN, FedNova, QFedAvg, FedBuff, AdaptiveStrategy {

  /** How much each update counts in a mean; the shares add up to 1. */
  default double[] shares(List<UpdateFacts> updates) {
    return Shares.byExamples(updates);
  }

  /** What the difference of each update from the base is multiplied with before they are added. */
  default double[] coefficients(List<UpdateFacts> updates) {
    return shares(updates);
  }

  /** Whether unequal weights are its point, which a rule that counts all alike would undo. */
  default boolean weighs() {
    return false;
  }

  /**
   * Moves the parameters of a block by their combined difference.
   *
   * @param model vector of the base, changed in place
   * @param from of the block's first value
   * @param delta the combined difference of each value of the block
   * @param parameters how many parameters the model has
   */
  default void step(
      float[] model, int from, int count, double[] delta, ServerState state, int parameters) {
    for (int i = 0; i < count; i++) {
      model[from + i] = (float) (model[from + i] + delta[i]);
    }
  }
}
