package io.vedette.wire.camera;

/**
 * Least score and size of objects of a label. Zero means no rule.
 *
 * @param threshold least score, 0 to 1; in place of the student's
 * @param minSize least area of the box, as a share of the picture's, 0 to 1
 */
public record LabelRule(double threshold, double minSize) {

  public static final LabelRule NONE = new LabelRule(0, 0);

  public LabelRule {
    if (!(threshold >= 0 && threshold <= 1 && minSize >= 0 && minSize <= 1)) {
      throw new IllegalArgumentException(
          "labels: threshold " + threshold + " and minSize " + minSize + " must be 0 to 1");
    }
  }
}
