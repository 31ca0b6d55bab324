package io.vedette.federated.train.head;

/**
 * How a head's score is computed from objectness and class: {@code objectness^a · class^b}, each 0
 * to 1; and by which loss it was trained, so that training continues with the same.
 *
 * @param exclusive whether an object is of one class alone, by a softmax over all; else every class
 *     has a sigmoid of its own
 * @param objectnessPower a; 0 for heads without objectness
 * @param classPower b
 * @param focus what is wrong counts {@code |wanted - score|^focus} times its cross entropy: 0 for
 *     plain cross entropy, 2 for heads that learned by the quality focal loss of Li et al., <a
 *     href="https://arxiv.org/abs/2006.04388">Generalized Focal Loss</a>, and leave scores a little
 *     above zero where nothing is
 * @param quality which of the two tells how good a box is; the other one is simply right or wrong
 */
public record Scoring(
    boolean exclusive, double objectnessPower, double classPower, double focus, Quality quality) {

  /** What carries the quality of a box. */
  public enum Quality {
    OBJECTNESS,
    CLASSES
  }

  /** The class is the score. */
  public static final Scoring CLASS = new Scoring(false, 0, 1, 0, Quality.CLASSES);

  /** The score, 0 to 1. */
  public double of(double objectness, double classProbability) {
    return Math.pow(objectness, objectnessPower) * Math.pow(classProbability, classPower);
  }
}
