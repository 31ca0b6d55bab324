package io.vedette.federated.distill;

import io.vedette.federated.autograd.FreeParameters;
import io.vedette.federated.autograd.Tensor;
import java.util.List;
import java.util.Random;

/**
 * Channel-wise distillation: every channel is a distribution over the places of the picture; {@code
 * τ²} times the KL of the teacher's from the student's, mean over pictures and channels, sum over
 * the levels. Learnt {@link Adapters} carry the student's width to the teacher's.
 *
 * @see <a href="https://arxiv.org/abs/2011.13256">Shu et al., Channel-wise Knowledge Distillation
 *     for Dense Prediction</a>
 */
final class ChannelWiseLoss implements DistillationTerm {

  /** τ, as the paper has it for detection. */
  private static final double TEMPERATURE = 1;

  private final Adapters adapters;

  ChannelWiseLoss(FreeParameters parameters, List<FeatureWidths> levels, Random random) {
    this.adapters = new Adapters(parameters, "distill.cwd", levels, random);
  }

  @Override
  public Tensor of(BatchComparison c) {
    Tensor total = c.scope().full(0);
    for (int level = 0; level < c.studentFeatures().size(); level++) {
      Tensor s = places(adapters.apply(level, c.studentFeatures().get(level)));
      Tensor t = places(c.teacherFeatures().get(level));
      Tensor perChannel = t.exp().mul(t.sub(s)).sum(2);
      total = total.add(c.mean(perChannel.mean(1)).mul(TEMPERATURE * TEMPERATURE));
    }
    return total;
  }

  /** Log probabilities, {@code [batch, channels, height * width]}. */
  private static Tensor places(Tensor feature) {
    long[] shape = feature.shape();
    return feature
        .reshape(shape[0], shape[1], shape[2] * shape[3])
        .mul(1 / TEMPERATURE)
        .logSoftmax(2);
  }
}
