package io.vedette.federated.distill;

/**
 * What a teacher says at every anchor of a batch, before softmax and sigmoid.
 *
 * @param boxLogits {@code [batch * anchors, 4 * bins]}, row-major
 * @param classLogits {@code [batch * anchors, classes]}, row-major
 * @param bins of a side's distance distribution
 * @param classes number of labels
 */
@SuppressWarnings("ArrayRecordComponent") // become tensors at once, never compared
record DenseAnswer(float[] boxLogits, float[] classLogits, int bins, int classes) {

  int rows() {
    return classLogits.length / classes;
  }

  /** The highest class score of an anchor, 0 to 1. */
  double confidence(int row) {
    float largest = classLogits[row * classes];
    for (int c = 1; c < classes; c++) {
      largest = Math.max(largest, classLogits[row * classes + c]);
    }
    return 1 / (1 + Math.exp(-largest));
  }
}
