package io.vedette.federated.train.head;

/**
 * How one score comes of what a head says about objectness and classes: {@code objectness^a ·
 * class^b}, each 0 to 1.
 *
 * @param exclusive whether an object is of one class alone, by a softmax over all; else every class
 *     has a sigmoid of its own
 * @param objectnessPower a; 0 for heads without objectness
 * @param classPower b
 */
public record Scoring(boolean exclusive, double objectnessPower, double classPower) {

  /** The class is the score. */
  public static final Scoring CLASS = new Scoring(false, 0, 1);

  /** The probability that there is something, times that of what it is. */
  public static final Scoring PRODUCT = new Scoring(false, 1, 1);

  /** The score, 0 to 1. */
  public double of(double objectness, double classProbability) {
    return Math.pow(objectness, objectnessPower) * Math.pow(classProbability, classPower);
  }
}
