package io.vedette.federated.distill;

import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.train.loss.DetectionLoss;

/**
 * Class scores: {@code T² · KL(σ(t/T) ‖ σ(s/T))}, each class a Bernoulli distribution as the head's
 * sigmoid makes it, weighted by how sure the surer of the two is: an anchor at which neither sees
 * anything teaches nothing, one at which only the student does teaches most.
 *
 * @see <a href="https://arxiv.org/abs/1503.02531">Hinton et al., Distilling the Knowledge in a
 *     Neural Network</a>
 */
final class ClassLogitsLoss implements DistillationTerm {

  @Override
  public boolean softened() {
    return true;
  }

  @Override
  public Tensor of(BatchComparison c) {
    DenseAnswer teacher = c.teacher();
    long rows = teacher.rows();
    int classes = teacher.classes();
    Tensor logits = c.student().classLogits().reshape(rows, classes);
    float[] own = logits.detach().toFloats();
    float[] weights = new float[teacher.rows()];
    for (int row = 0; row < weights.length; row++) {
      double surer = Math.max(c.confidence()[row], DenseAnswer.confidence(own, row, classes));
      weights[row] = (float) (surer * c.emphasisOf(row));
    }
    double softer = 1 / c.temperature();
    Tensor s = logits.mul(softer);
    Tensor t = c.scope().tensor(teacher.classLogits(), rows, classes).mul(softer);
    return divergence(s, t)
        .mul(c.scope().tensor(weights, rows, 1))
        .sum()
        .mul(c.temperature() * c.temperature() * DetectionLoss.Weights.DEFAULT.classes())
        .mul(1 / c.norm());
  }

  /** KL of Bernoulli distributions given by their logits: cross entropy minus entropy. */
  static Tensor divergence(Tensor student, Tensor teacher) {
    Tensor p = teacher.sigmoid();
    Tensor cross = student.softplus().sub(student.mul(p));
    return cross.sub(teacher.softplus().sub(teacher.mul(p)));
  }
}
