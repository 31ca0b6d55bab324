package io.vedette.federated.distill;

import io.vedette.federated.autograd.Tensor;
import java.util.List;

/**
 * Self-distillation from deep to shallow: each level of the student shall look where the next
 * coarser one does, whose attention is taken as given. No teacher's feature is needed.
 *
 * @see <a href="https://arxiv.org/abs/1905.08094">Zhang et al., Be Your Own Teacher</a>
 */
final class DeepFeatureLoss implements DistillationTerm {

  @Override
  public Tensor of(BatchComparison c) {
    List<Tensor> levels = c.studentFeatures();
    Tensor total = c.scope().full(0);
    for (int level = 0; level + 1 < levels.size(); level++) {
      long[] coarse = levels.get(level + 1).shape();
      Tensor own = AttentionTransferLoss.map(levels.get(level).pooled(coarse[2], coarse[3]));
      Tensor deep = AttentionTransferLoss.map(levels.get(level + 1)).detach();
      total = total.add(c.mean(own.sub(deep).square().sum(1)));
    }
    return total;
  }
}
