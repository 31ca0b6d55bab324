package io.vedette.federated.distill;

import io.vedette.detector.runtime.FloatTensor;
import java.util.List;

/**
 * What a teacher says about a batch, before softmax and sigmoid.
 *
 * @param boxLogits {@code [batch * anchors, 4 * bins]}, row-major
 * @param classLogits {@code [batch * anchors, classes]}, row-major
 * @param bins of a side's distance distribution
 * @param classes number of labels
 * @param features {@code [batch, channels, height, width]} of each level that was asked for, finest
 *     first
 */
@SuppressWarnings("ArrayRecordComponent") // become tensors at once, never compared
record DenseAnswer(
    float[] boxLogits, float[] classLogits, int bins, int classes, List<FloatTensor> features) {

  DenseAnswer(float[] boxLogits, float[] classLogits, int bins, int classes) {
    this(boxLogits, classLogits, bins, classes, List.of());
  }

  int rows() {
    return classLogits.length / classes;
  }

  /** The highest class score of an anchor, 0 to 1. */
  double confidence(int row) {
    return confidence(classLogits, row, classes);
  }

  /** The highest class score of a row of logits, 0 to 1. */
  static double confidence(float[] logits, int row, int classes) {
    float largest = logits[row * classes];
    for (int c = 1; c < classes; c++) {
      largest = Math.max(largest, logits[row * classes + c]);
    }
    return 1 / (1 + Math.exp(-largest));
  }
}
