package io.vedette.federated.train.loss;

import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;

/**
 * How far predicted boxes are from true ones: one minus complete IoU, and the cross entropy of the
 * distance distributions (Distribution Focal Loss).
 *
 * <p>All tensors have one row per positive anchor.
 */
public final class BoxLoss {

  /** The last bin is not reached, so that there is always a bin on either side. */
  private static final float MARGIN = 0.01f;

  private BoxLoss() {}

  /**
   * Corner coordinates in strides, relative to the anchor's centre, from box logits.
   *
   * @param logits {@code [rows, 4 * bins]}; with one bin, the distances themselves
   * @return {@code [rows, 4]}: left, top, right, bottom distances
   */
  public static Tensor distances(Scope scope, Tensor logits, int bins) {
    if (bins == 1) {
      return logits;
    }
    float[] index = new float[bins];
    for (int i = 0; i < bins; i++) {
      index[i] = i;
    }
    long rows = logits.shape()[0];
    Tensor shares = logits.reshape(rows, 4, bins).softmax(2);
    return shares.mul(scope.tensor(index, 1, 1, bins)).sum(2);
  }

  /**
   * CIoU of boxes around the same anchor, see {@link CompleteIou}; the weight of the aspect term
   * passes no gradient.
   *
   * @param a distances {@code [rows, 4]} in strides
   * @param b distances {@code [rows, 4]} in strides
   * @return {@code [rows, 1]}
   */
  public static Tensor completeIou(Tensor a, Tensor b) {
    double epsilon = CompleteIou.EPSILON;
    Tensor aw = side(a, 0).add(side(a, 2));
    Tensor ah = side(a, 1).add(side(a, 3)).add(epsilon);
    Tensor bw = side(b, 0).add(side(b, 2));
    Tensor bh = side(b, 1).add(side(b, 3)).add(epsilon);
    Tensor overlapX = side(a, 0).minimum(side(b, 0)).add(side(a, 2).minimum(side(b, 2))).relu();
    Tensor overlapY = side(a, 1).minimum(side(b, 1)).add(side(a, 3).minimum(side(b, 3))).relu();
    Tensor intersection = overlapX.mul(overlapY);
    Tensor union = aw.mul(ah).add(bw.mul(bh)).sub(intersection).add(epsilon);
    Tensor iou = intersection.div(union);
    Tensor hullX = side(a, 0).maximum(side(b, 0)).add(side(a, 2).maximum(side(b, 2)));
    Tensor hullY = side(a, 1).maximum(side(b, 1)).add(side(a, 3).maximum(side(b, 3)));
    Tensor diagonal = hullX.square().add(hullY.square()).add(epsilon);
    Tensor dx = side(b, 2).sub(side(b, 0)).sub(side(a, 2)).add(side(a, 0));
    Tensor dy = side(b, 3).sub(side(b, 1)).sub(side(a, 3)).add(side(a, 1));
    Tensor distance = dx.square().add(dy.square()).mul(0.25);
    Tensor angle = bw.div(bh).atan().sub(aw.div(ah).atan());
    Tensor v = angle.square().mul(4 / (Math.PI * Math.PI));
    Tensor alpha = v.div(v.sub(iou).add(1 + epsilon)).detach();
    return iou.sub(distance.div(diagonal)).sub(v.mul(alpha));
  }

  private static Tensor side(Tensor distances, int side) {
    return distances.slice(1, side, side + 1);
  }

  /**
   * Cross entropy of the distance distributions with the two bins around the true distance.
   *
   * @param logits {@code [rows, 4 * bins]}
   * @param target true distances in strides, {@code [rows * 4]}
   * @return the mean over the four sides, {@code [rows, 1]}
   */
  static Tensor distribution(Scope scope, Tensor logits, float[] target, int bins) {
    float[] wanted = new float[target.length * bins];
    for (int i = 0; i < target.length; i++) {
      float distance = Math.min(Math.max(target[i], 0), bins - 1 - MARGIN);
      int left = (int) distance;
      wanted[i * bins + left] = left + 1 - distance;
      wanted[i * bins + left + 1] = distance - left;
    }
    long rows = logits.shape()[0];
    Tensor surprise = logits.reshape(rows * 4, bins).logSoftmax(1).neg();
    Tensor perSide = surprise.mul(scope.tensor(wanted, rows * 4, bins)).sum(1);
    return perSide.reshape(rows, 4).mean(1).reshape(rows, 1);
  }
}
