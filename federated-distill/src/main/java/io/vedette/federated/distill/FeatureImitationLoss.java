package io.vedette.federated.distill;

import io.vedette.federated.autograd.FreeParameters;
import io.vedette.federated.autograd.Tensor;
import java.util.List;
import java.util.Random;

/**
 * Feature imitation: the student's feature shall be the teacher's, at the places where the teacher
 * is sure of something. The squared error, mean over the channels, weighted by how sure the teacher
 * is and divided by its sum over the batch, sum over the levels. Learnt {@link Adapters} carry the
 * student's width to the teacher's. The levels are those of the head: a place is an anchor.
 *
 * @see <a href="https://arxiv.org/abs/1412.6550">Romero et al., FitNets</a>
 * @see <a href="https://arxiv.org/abs/1906.03609">Wang et al., Distilling Object Detectors with
 *     Fine-grained Feature Imitation</a>
 */
final class FeatureImitationLoss implements DistillationTerm {

  private final Adapters adapters;

  FeatureImitationLoss(FreeParameters parameters, List<FeatureWidths> levels, Random random) {
    this.adapters = new Adapters(parameters, "distill.imitate", levels, random);
  }

  @Override
  public Tensor of(BatchComparison c) {
    Tensor total = c.scope().full(0);
    int first = 0;
    for (int level = 0; level < c.studentFeatures().size(); level++) {
      Tensor theirs = c.teacherFeatures().get(level);
      Tensor own = adapters.apply(level, c.studentFeatures().get(level));
      int cells = (int) (theirs.shape()[2] * theirs.shape()[3]);
      Tensor error = own.sub(theirs).square().mean(1).reshape(theirs.shape()[0], cells);
      total = total.add(error.mul(shares(c, first, cells)).sum());
      first += cells;
    }
    return total.mul(1 / c.norm());
  }

  /** How sure the teacher is at a level's anchors, {@code [batch, cells]}; 0 where it is not. */
  private static Tensor shares(BatchComparison c, int first, int cells) {
    int anchors = c.student().anchors();
    float[] shares = new float[c.student().batch() * cells];
    for (int row : c.sure()) {
      int cell = row % anchors - first;
      if (cell >= 0 && cell < cells) {
        shares[row / anchors * cells + cell] = (float) (c.confidence()[row] * c.emphasisOf(row));
      }
    }
    return c.scope().tensor(shares, c.student().batch(), cells);
  }
}
