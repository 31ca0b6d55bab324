package io.vedette.federated.train.head;

/**
 * Turns the distance distributions of one anchor into a box, on plain numbers.
 *
 * <p>Each of the four sides (left, top, right, bottom) has {@code bins} logits; its distance is the
 * expectation of the bin index under their softmax, in strides; a single value is the distance
 * itself. Li et al., <a href="https://arxiv.org/abs/2006.04388">Generalized Focal Loss</a>.
 */
public final class BoxDecoder {

  private final AnchorGrid grid;
  private final int bins;

  public BoxDecoder(AnchorGrid grid, int bins) {
    this.grid = grid;
    this.bins = bins;
  }

  /**
   * Writes x1, y1, x2, y2 of one anchor's box, input pixels, into {@code box}.
   *
   * @param logits {@code [pictures * anchors, 4 * bins]}, row-major
   * @param row the row of this anchor in {@code logits}
   */
  public void decode(float[] logits, int row, int anchor, double[] box) {
    int at = row * 4 * bins;
    double stride = grid.stride()[anchor];
    double x = grid.centerX()[anchor];
    double y = grid.centerY()[anchor];
    box[0] = x - stride * distance(logits, at);
    box[1] = y - stride * distance(logits, at + bins);
    box[2] = x + stride * distance(logits, at + 2 * bins);
    box[3] = y + stride * distance(logits, at + 3 * bins);
  }

  private double distance(float[] logits, int from) {
    if (bins == 1) {
      return logits[from];
    }
    float largest = logits[from];
    for (int i = 1; i < bins; i++) {
      largest = Math.max(largest, logits[from + i]);
    }
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < bins; i++) {
      double e = Math.exp(logits[from + i] - largest);
      sum += e;
      weighted += i * e;
    }
    return weighted / sum;
  }
}
