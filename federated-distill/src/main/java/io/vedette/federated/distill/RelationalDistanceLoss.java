package io.vedette.federated.distill;

import io.vedette.federated.autograd.Tensor;

/**
 * Relational distillation by distance: how far the pictures of a batch are from each other matters,
 * not where each is. A picture is the mean of its feature over all places; the Euclidean distances
 * of all pairs, divided by their mean, are compared by Huber's loss, mean over the pairs, sum over
 * the levels. Widths may differ; the emphasis on single pictures has no say in pairs of them.
 *
 * @see <a href="https://arxiv.org/abs/1904.05068">Park et al., Relational Knowledge
 *     Distillation</a>
 */
final class RelationalDistanceLoss implements DistillationTerm {

  private static final double EPSILON = 1e-6;

  @Override
  public Tensor of(BatchComparison c) {
    Tensor total = c.scope().full(0);
    if (c.student().batch() < 2) {
      return total;
    }
    for (int level = 0; level < c.studentFeatures().size(); level++) {
      Tensor own = distances(c.studentFeatures().get(level));
      Tensor theirs = distances(c.teacherFeatures().get(level));
      total = total.add(HuberLoss.of(own.sub(theirs)).mean());
    }
    return total;
  }

  /** {@code [batch, batch]}; on average 1 between different pictures, 0 to themselves. */
  private static Tensor distances(Tensor feature) {
    long[] shape = feature.shape();
    Tensor pictures = feature.mean(2, 3);
    Tensor rows = pictures.reshape(shape[0], 1, shape[1]);
    Tensor columns = pictures.reshape(1, shape[0], shape[1]);
    Tensor distances = rows.sub(columns).square().sum(2).add(EPSILON * EPSILON).sqrt();
    double pairs = (double) shape[0] / (shape[0] - 1);
    return distances.div(distances.mean().mul(pairs).add(EPSILON));
  }
}
