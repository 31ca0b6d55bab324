package io.vedette.federated.distill;

import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.train.loss.BoxLoss;
import io.vedette.federated.train.loss.DetectionLoss;

/**
 * Boxes: one minus complete IoU with the teacher's box, where the teacher is sure of something. It
 * needs no common bins.
 */
final class BoxOverlapLoss implements DistillationTerm {

  @Override
  public Tensor of(BatchComparison c) {
    int[] sure = c.sure();
    if (sure.length == 0) {
      return c.scope().full(0);
    }
    Tensor own = BoxLoss.distances(c.scope(), c.ownBoxes(sure), c.student().bins());
    Tensor theirs = BoxLoss.distances(c.scope(), c.theirBoxes(sure), c.teacher().bins());
    return BoxLoss.completeIou(own, theirs)
        .neg()
        .add(1)
        .mul(c.shares(sure))
        .sum()
        .mul(DetectionLoss.Weights.DEFAULT.box() / c.norm());
  }
}
