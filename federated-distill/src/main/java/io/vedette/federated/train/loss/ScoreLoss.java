package io.vedette.federated.train.loss;

import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.train.head.HeadOutputs;

/**
 * How far a head's scores are from those that the assigner asks for, summed over a batch.
 *
 * <p>Where the classes are the scores, every class of every anchor is asked for its own. Where
 * objectness is said apart, that is what the score is asked of, at every anchor, and classes are
 * asked of positive anchors alone, as much as their score counts.
 */
final class ScoreLoss {

  private ScoreLoss() {}

  /** The sum, a scalar. */
  static Tensor of(Scope scope, HeadOutputs outputs, Positives positives) {
    Tensor objectness = outputs.objectness();
    double focus = outputs.scoring().focus();
    if (objectness == null) {
      return crossEntropy(scope, outputs.classLogits(), positives.classScores(), focus).sum();
    }
    float[] wanted = new float[outputs.batch() * outputs.anchors()];
    for (int i = 0; i < positives.size(); i++) {
      wanted[positives.rows()[i]] = positives.scores()[i];
    }
    Tensor there = crossEntropy(scope, objectness, wanted, focus).sum();
    return positives.size() == 0 ? there : there.add(classes(scope, outputs, positives));
  }

  private static Tensor classes(Scope scope, HeadOutputs outputs, Positives positives) {
    int size = positives.size();
    int classes = outputs.classes();
    float[] wanted = new float[size * classes];
    for (int i = 0; i < size; i++) {
      wanted[i * classes + positives.classIds()[i]] = 1;
    }
    Tensor logits = outputs.classLogitsOf(positives.rows());
    Tensor surprise =
        outputs.scoring().exclusive()
            ? logits.logSoftmax(1).mul(scope.tensor(wanted, size, classes)).neg()
            : crossEntropy(scope, logits, wanted, outputs.scoring().focus());
    return surprise.mul(scope.tensor(positives.scores(), size, 1)).sum();
  }

  /** {@code |y - σ(x)|^focus · (softplus(x) - x·y)}: binary cross entropy from logits. */
  private static Tensor crossEntropy(Scope scope, Tensor logits, float[] wanted, double focus) {
    Tensor y = scope.tensor(wanted, logits.shape());
    Tensor plain = logits.softplus().sub(logits.mul(y));
    return focus == 0 ? plain : plain.mul(y.sub(logits.sigmoid()).abs().pow(focus));
  }
}
