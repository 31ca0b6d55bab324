package io.vedette.federated.distill;

import io.vedette.detector.DetectorException;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.train.ExtraLoss;
import io.vedette.federated.train.TrainingStep;
import io.vedette.federated.train.head.HeadOutputs;
import io.vedette.federated.train.loss.BoxLoss;
import io.vedette.federated.train.loss.DetectionLoss;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Brings the student's logits near to a teacher's, anchor by anchor.
 *
 * <p>Classes: {@code T² · KL(σ(t/T) ‖ σ(s/T))}, each class a Bernoulli distribution as the head's
 * sigmoid makes it, weighted by how sure the surer of the two is: an anchor at which neither sees
 * anything teaches nothing, one at which only the student does teaches most. Hinton et al., <a
 * href="https://arxiv.org/abs/1503.02531">Distilling the Knowledge in a Neural Network</a>.
 *
 * <p>Boxes, where the teacher is sure enough: complete IoU with the teacher's box, and where both
 * have the same bins {@code T² · KL} of their distance distributions. Zheng et al., <a
 * href="https://arxiv.org/abs/2102.12252">Localization Distillation</a>.
 */
public final class LogitDistillation implements ExtraLoss {

  /** Boxes of anchors at which the teacher is less sure are not copied. */
  private static final double LEAST_CONFIDENCE = 0.1;

  private final DenseTeacher teacher;
  private final double temperature;
  private final double alpha;
  private final DetectionLoss.Weights weights;

  /**
   * @param temperature T, 1 or more: softens both answers
   * @param alpha what the teacher counts against the labels, 0 to 1
   */
  public LogitDistillation(DenseTeacher teacher, double temperature, double alpha) {
    if (temperature < 1 || temperature > 100 || alpha < 0 || alpha > 1) {
      throw new IllegalArgumentException(
          "a temperature of " + temperature + " or an alpha of " + alpha + " makes no sense");
    }
    this.teacher = teacher;
    this.temperature = temperature;
    this.alpha = alpha;
    this.weights = DetectionLoss.Weights.DEFAULT;
  }

  @Override
  public double supervisedShare() {
    return 1 - alpha;
  }

  @Override
  public Tensor of(Scope scope, TrainingStep step) throws DetectorException {
    return of(scope, teacher.answer(step.batch()), step.outputs());
  }

  Tensor of(Scope scope, DenseAnswer answer, HeadOutputs student) {
    double[] confidence =
        IntStream.range(0, answer.rows()).mapToDouble(answer::confidence).toArray();
    double norm = Math.max(1, Arrays.stream(confidence).filter(c -> c > LEAST_CONFIDENCE).sum());
    Tensor total = classes(scope, answer, student, confidence).mul(weights.classes() / norm);
    int[] sure =
        IntStream.range(0, answer.rows())
            .filter(row -> confidence[row] > LEAST_CONFIDENCE)
            .toArray();
    if (sure.length > 0) {
      total = total.add(boxes(scope, answer, student, confidence, sure).mul(1 / norm));
    }
    return total.mul(alpha);
  }

  private Tensor classes(
      Scope scope, DenseAnswer answer, HeadOutputs student, double[] confidence) {
    long rows = answer.rows();
    Tensor logits = student.classLogits().reshape(rows, answer.classes());
    float[] own = logits.detach().toFloats();
    DenseAnswer ownAnswer = new DenseAnswer(new float[0], own, answer.bins(), answer.classes());
    float[] weight = new float[answer.rows()];
    for (int row = 0; row < weight.length; row++) {
      weight[row] = (float) Math.max(confidence[row], ownAnswer.confidence(row));
    }
    Tensor s = logits.mul(1 / temperature);
    Tensor t = scope.tensor(answer.classLogits(), rows, answer.classes()).mul(1 / temperature);
    Tensor p = t.sigmoid();
    Tensor cross = s.softplus().sub(s.mul(p));
    Tensor entropy = t.softplus().sub(t.mul(p));
    return cross
        .sub(entropy)
        .mul(scope.tensor(weight, rows, 1))
        .sum()
        .mul(temperature * temperature);
  }

  private Tensor boxes(
      Scope scope, DenseAnswer answer, HeadOutputs student, double[] confidence, int[] sure) {
    int width = 4 * answer.bins();
    float[] chosen = new float[sure.length * width];
    float[] share = new float[sure.length];
    for (int i = 0; i < sure.length; i++) {
      System.arraycopy(answer.boxLogits(), sure[i] * width, chosen, i * width, width);
      share[i] = (float) confidence[sure[i]];
    }
    Tensor theirs = scope.tensor(chosen, sure.length, width);
    Tensor ours = student.boxLogitsOf(sure);
    Tensor weight = scope.tensor(share, sure.length, 1);
    Tensor overlap =
        BoxLoss.completeIou(
            BoxLoss.distances(scope, ours, student.bins()),
            BoxLoss.distances(scope, theirs, answer.bins()));
    Tensor loss = overlap.neg().add(1).mul(weight).sum().mul(weights.box());
    if (student.bins() != answer.bins()) {
      return loss;
    }
    return loss.add(distributions(ours, theirs, weight, answer.bins()).mul(weights.distribution()));
  }

  /** T² KL of the distance distributions, mean over the four sides, weighted sum over the rows. */
  private Tensor distributions(Tensor ours, Tensor theirs, Tensor weight, int bins) {
    long rows = ours.shape()[0];
    Tensor s = ours.reshape(rows, 4, bins).mul(1 / temperature).logSoftmax(2);
    Tensor t = theirs.reshape(rows, 4, bins).mul(1 / temperature).logSoftmax(2);
    Tensor divergence = t.exp().mul(t.sub(s)).sum(2).mean(1).reshape(rows, 1);
    return divergence.mul(weight).sum().mul(temperature * temperature);
  }
}
