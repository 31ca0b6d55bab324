package io.vedette.federated.distill;

import io.vedette.federated.autograd.Tensor;

/**
 * Relational distillation by angle: of three pictures of a batch, the cosine of the angle that the
 * first and the third make as seen from the second. A picture is the mean of its feature over all
 * places; the cosines of all triples are compared by Huber's loss, mean over the triples, sum over
 * the levels. Widths may differ; the emphasis on single pictures has no say in triples of them.
 *
 * @see <a href="https://arxiv.org/abs/1904.05068">Park et al., Relational Knowledge
 *     Distillation</a>
 */
final class RelationalAngleLoss implements DistillationTerm {

  private static final double EPSILON = 1e-4;

  @Override
  public Tensor of(BatchComparison c) {
    Tensor total = c.scope().full(0);
    if (c.student().batch() < 3) {
      return total;
    }
    for (int level = 0; level < c.studentFeatures().size(); level++) {
      Tensor own = cosines(c.studentFeatures().get(level));
      Tensor theirs = cosines(c.teacherFeatures().get(level));
      total = total.add(HuberLoss.of(own.sub(theirs)).mean());
    }
    return total;
  }

  /** {@code [batch, batch, batch]}: as seen from the first index; 0 where two pictures are one. */
  private static Tensor cosines(Tensor feature) {
    long[] shape = feature.shape();
    Tensor pictures = feature.mean(2, 3);
    Tensor here = pictures.reshape(shape[0], 1, shape[1]);
    Tensor there = pictures.reshape(1, shape[0], shape[1]);
    Tensor ways = there.sub(here);
    Tensor length = ways.square().sum(2).add(EPSILON * EPSILON).sqrt();
    Tensor directions = ways.div(length.reshape(shape[0], shape[0], 1));
    return directions.matmul(directions.transpose(0, 2, 1));
  }
}
