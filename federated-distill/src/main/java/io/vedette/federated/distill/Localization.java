package io.vedette.federated.distill;

import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.train.loss.DetectionLoss;

/**
 * Localization distillation: {@code T² · KL} of the four distance distributions, where the teacher
 * is sure of something and both have the same bins; nothing where they have not.
 *
 * @see <a href="https://arxiv.org/abs/2102.12252">Zheng et al., Localization Distillation for Dense
 *     Object Detection</a>
 */
final class Localization implements DistillationTerm {

  @Override
  public Tensor of(Comparison c) {
    int[] sure = c.sure();
    int bins = c.teacher().bins();
    if (sure.length == 0 || c.student().bins() != bins) {
      return c.scope().full(0);
    }
    double softer = 1 / c.temperature();
    long rows = sure.length;
    Tensor s = c.ownBoxes(sure).reshape(rows, 4, bins).mul(softer).logSoftmax(2);
    Tensor t = c.theirBoxes(sure).reshape(rows, 4, bins).mul(softer).logSoftmax(2);
    Tensor perRow = t.exp().mul(t.sub(s)).sum(2).mean(1).reshape(rows, 1);
    return perRow
        .mul(c.shares(sure))
        .sum()
        .mul(c.temperature() * c.temperature() / c.norm())
        .mul(DetectionLoss.Weights.DEFAULT.distribution());
  }
}
