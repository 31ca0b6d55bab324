package io.vedette.federated.train.loss;

/**
 * Which anchors of one picture answer for which object.
 *
 * @param anchors the positive anchors, ascending
 * @param targets for each positive anchor, the index of its object
 * @param scores for each positive anchor, the class score it should give, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // read in inner loops, never compared
public record AnchorAssignment(int[] anchors, int[] targets, float[] scores) {

  public int size() {
    return anchors.length;
  }
}
