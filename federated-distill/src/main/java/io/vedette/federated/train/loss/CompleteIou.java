package io.vedette.federated.train.loss;

/**
 * Complete IoU: overlap, distance of centres and difference of aspect ratios in one number.
 *
 * <p>{@code CIoU = IoU - d²/c² - αv}, {@code v = 4/π² (atan(w₁/h₁) - atan(w₂/h₂))²}, {@code α = v /
 * (1 - IoU + v)}; Zheng et al., <a href="https://arxiv.org/abs/1911.08287">Distance-IoU Loss</a>.
 * This is the form on plain numbers, for assignment; {@link BoxLoss} has the one with gradients.
 */
public final class CompleteIou {

  static final double EPSILON = 1e-7;

  private CompleteIou() {}

  /** CIoU of two boxes given as corners, -1 to 1. */
  static double of(
      double ax1,
      double ay1,
      double ax2,
      double ay2, //
      double bx1,
      double by1,
      double bx2,
      double by2) {
    double aw = ax2 - ax1;
    double ah = ay2 - ay1 + EPSILON;
    double bw = bx2 - bx1;
    double bh = by2 - by1 + EPSILON;
    double overlapX = Math.max(0, Math.min(ax2, bx2) - Math.max(ax1, bx1));
    double overlapY = Math.max(0, Math.min(ay2, by2) - Math.max(ay1, by1));
    double intersection = overlapX * overlapY;
    double iou = intersection / (aw * ah + bw * bh - intersection + EPSILON);
    double hullX = Math.max(ax2, bx2) - Math.min(ax1, bx1);
    double hullY = Math.max(ay2, by2) - Math.min(ay1, by1);
    double diagonal = hullX * hullX + hullY * hullY + EPSILON;
    double dx = bx1 + bx2 - ax1 - ax2;
    double dy = by1 + by2 - ay1 - ay2;
    double distance = (dx * dx + dy * dy) / 4;
    double angle = Math.atan(bw / bh) - Math.atan(aw / ah);
    double v = 4 / (Math.PI * Math.PI) * angle * angle;
    double alpha = v / (v - iou + 1 + EPSILON);
    return iou - (distance / diagonal + v * alpha);
  }
}
