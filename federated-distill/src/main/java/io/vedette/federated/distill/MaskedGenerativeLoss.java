package io.vedette.federated.distill;

import io.vedette.federated.autograd.FreeParameters;
import io.vedette.federated.autograd.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Masked generative distillation: a part of the places of the student's feature is hidden, and a
 * small learnt network (3x3, ReLU, 3x3) has to make the teacher's whole feature from the rest. The
 * squared error, summed, mean over the pictures, sum over the levels. Which places are hidden
 * depends on seed and step alone.
 *
 * @see <a href="https://arxiv.org/abs/2205.01529">Yang et al., Masked Generative Distillation</a>
 */
final class MaskedGenerativeLoss implements DistillationTerm {

  /** λ, the share of hidden places, as the paper has it for one-stage detectors. */
  private static final double HIDDEN = 0.65;

  private final Adapters adapters;
  private final List<Tensor> first = new ArrayList<>();
  private final List<Tensor> second = new ArrayList<>();
  private final long seed;

  MaskedGenerativeLoss(FreeParameters parameters, List<FeatureWidths> levels, Random random) {
    this.adapters = new Adapters(parameters, "distill.mgd", levels, random);
    this.seed = random.nextLong();
    for (int level = 0; level < levels.size(); level++) {
      int width = levels.get(level).teacher();
      first.add(square(parameters, "distill.mgd.first" + level, width, random));
      second.add(square(parameters, "distill.mgd.second" + level, width, random));
    }
  }

  private static Tensor square(FreeParameters parameters, String name, int width, Random random) {
    int fanIn = 9 * width;
    return parameters.add(name, Adapters.drawn(fanIn * width, fanIn, random), width, width, 3, 3);
  }

  @Override
  public Tensor of(BatchComparison c) {
    Tensor total = c.scope().full(0);
    for (int level = 0; level < c.studentFeatures().size(); level++) {
      Tensor theirs = c.teacherFeatures().get(level);
      Tensor own = adapters.apply(level, c.studentFeatures().get(level));
      Tensor seen = own.mul(mask(c, level, theirs.shape()));
      Tensor made = seen.conv(first.get(level)).relu().conv(second.get(level));
      total = total.add(c.mean(made.sub(theirs).square().sum(1, 2, 3)));
    }
    return total;
  }

  /** One where a place may be seen, {@code [batch, 1, height, width]}. */
  private Tensor mask(BatchComparison c, int level, long[] shape) {
    SplittableRandom random = new SplittableRandom(seed + 31 * c.step() + level).split();
    float[] seen = new float[(int) (shape[0] * shape[2] * shape[3])];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = random.nextDouble() < HIDDEN ? 0 : 1;
    }
    return c.scope().tensor(seen, shape[0], 1, shape[2], shape[3]);
  }
}
