package io.vedette.federated.distill;

import io.vedette.federated.autograd.Tensor;

/**
 * Attention transfer: where a level's feature is strong, whatever its channels mean. The map is the
 * mean square over the channels, as a vector of length 1; the loss is the squared distance of the
 * two maps, mean over the pictures, sum over the levels. Widths may differ.
 *
 * @see <a href="https://arxiv.org/abs/1612.03928">Zagoruyko and Komodakis, Paying More Attention to
 *     Attention</a>
 */
final class AttentionTransferLoss implements DistillationTerm {

  private static final double EPSILON = 1e-6;

  @Override
  public Tensor of(BatchComparison c) {
    Tensor total = c.scope().full(0);
    for (int level = 0; level < c.studentFeatures().size(); level++) {
      Tensor own = map(c.studentFeatures().get(level));
      Tensor theirs = map(c.teacherFeatures().get(level));
      total = total.add(c.mean(own.sub(theirs).square().sum(1)));
    }
    return total;
  }

  /** {@code [batch, height * width]}, each row of length 1. */
  static Tensor map(Tensor feature) {
    long[] shape = feature.shape();
    Tensor energy = feature.square().mean(1).reshape(shape[0], shape[2] * shape[3]);
    Tensor length = energy.square().sum(1).add(EPSILON * EPSILON).sqrt().reshape(shape[0], 1);
    return energy.div(length);
  }
}
