package io.vedette.federated.distill;

import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.train.loss.BoxLoss;
import io.vedette.federated.train.loss.DetectionLoss;

/**
 * Localization distillation: {@code T² · KL} of the four distance distributions, where the teacher
 * is sure of something. Where the two have different bins, Huber's loss of the four distances, in
 * strides, which are the means of the distributions.
 *
 * @see <a href="https://arxiv.org/abs/2102.12252">Zheng et al., Localization Distillation for Dense
 *     Object Detection</a>
 */
final class LocalizationLoss implements DistillationTerm {

  @Override
  public boolean softened() {
    return true;
  }

  @Override
  public Tensor of(BatchComparison c) {
    int[] sure = c.sure();
    if (sure.length == 0) {
      return c.scope().full(0);
    }
    boolean same = c.student().bins() == c.teacher().bins();
    Tensor perSide = same ? divergence(c, sure) : difference(c, sure);
    return perSide
        .mean(1)
        .reshape(sure.length, 1)
        .mul(c.shares(sure))
        .sum()
        .mul(DetectionLoss.Weights.DEFAULT.distribution() / c.norm());
  }

  private static Tensor divergence(BatchComparison c, int[] sure) {
    int bins = c.teacher().bins();
    double softer = 1 / c.temperature();
    Tensor s = c.ownBoxes(sure).reshape(sure.length, 4, bins).mul(softer).logSoftmax(2);
    Tensor t = c.theirBoxes(sure).reshape(sure.length, 4, bins).mul(softer).logSoftmax(2);
    return t.exp().mul(t.sub(s)).sum(2).mul(c.temperature() * c.temperature());
  }

  private static Tensor difference(BatchComparison c, int[] sure) {
    Tensor own = BoxLoss.distances(c.scope(), c.ownBoxes(sure), c.student().bins());
    Tensor theirs = BoxLoss.distances(c.scope(), c.theirBoxes(sure), c.teacher().bins());
    return HuberLoss.of(own.sub(theirs));
  }
}
