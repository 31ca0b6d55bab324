package io.vedette.edge.status;

/**
 * How far the agent's part of a federated round is.
 *
 * @param stage "downloading", "training", "uploading"
 * @param epoch from 1; 0 while there is none
 * @param epochs 0 where the stage has none
 * @param steps work done; it grows as long as the round makes progress
 * @param stepsTotal steps of the whole round; 0 while unknown
 */
public record LearnerProgress(
    String roundId, String stage, int epoch, int epochs, long steps, long stepsTotal) {

  /** For people: "round r-12: training, epoch 1 of 3". */
  public String words() {
    String where = "round " + roundId + ": " + stage;
    return epochs > 0 ? where + ", epoch " + epoch + " of " + epochs : where;
  }
}
