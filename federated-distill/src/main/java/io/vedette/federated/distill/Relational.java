package io.vedette.federated.distill;

import io.vedette.federated.autograd.Tensor;

/**
 * Relational distillation: how far the pictures of a batch are from each other matters, not where
 * each is. A picture is the mean of its feature over all places; the Euclidean distances of all
 * pairs, divided by their mean, are compared by Huber's loss, mean over the pairs, sum over the
 * levels. Widths may differ. The distance-wise loss of the paper.
 *
 * @see <a href="https://arxiv.org/abs/1904.05068">Park et al., Relational Knowledge
 *     Distillation</a>
 */
final class Relational implements DistillationTerm {

  private static final double EPSILON = 1e-6;

  @Override
  public Tensor of(Comparison c) {
    Tensor total = c.scope().full(0);
    if (c.student().batch() < 2) {
      return total;
    }
    for (int level = 0; level < c.studentFeatures().size(); level++) {
      Tensor own = distances(c.studentFeatures().get(level));
      Tensor theirs = distances(c.teacherFeatures().get(level));
      total = total.add(huber(own.sub(theirs)).mean());
    }
    return total;
  }

  /** {@code [batch, batch]}, on average 1. */
  private static Tensor distances(Tensor feature) {
    long[] shape = feature.shape();
    Tensor pictures = feature.mean(2, 3);
    Tensor rows = pictures.reshape(shape[0], 1, shape[1]);
    Tensor columns = pictures.reshape(1, shape[0], shape[1]);
    Tensor distances = rows.sub(columns).square().sum(2).add(EPSILON * EPSILON).sqrt();
    return distances.div(distances.mean().add(EPSILON));
  }

  /** x²/2 up to 1, |x| - 1/2 beyond. */
  private static Tensor huber(Tensor x) {
    Tensor inner = x.abs().clamp(0, 1);
    return inner.square().mul(0.5).add(x.abs().sub(inner));
  }
}
