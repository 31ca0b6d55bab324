package io.vedette.federated.train.loss;

import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.train.head.RawHeadOutputs;
import io.vedette.federated.train.head.Scoring;

/**
 * How far a head's scores are from those that the assigner asks for, summed over a batch.
 *
 * <p>Where the classes are the scores, every class of every anchor is asked for its own. Where
 * objectness is said apart, it is asked of every anchor, and classes of positive anchors alone. One
 * of the two carries the score that is asked for; where that is objectness, classes count as much
 * as their anchor's score.
 */
final class ScoreLoss {

  private ScoreLoss() {}

  /** The sum, a scalar. */
  static Tensor of(Scope scope, RawHeadOutputs outputs, Positives positives) {
    Tensor objectness = outputs.objectness();
    double focus = outputs.scoring().focus();
    if (objectness == null) {
      return crossEntropy(scope, outputs.classLogits(), positives.classScores(), focus).sum();
    }
    boolean graded = outputs.scoring().quality() == Scoring.Quality.OBJECTNESS;
    float[] wanted = new float[outputs.batch() * outputs.anchors()];
    for (int i = 0; i < positives.size(); i++) {
      wanted[positives.rows()[i]] = graded ? positives.scores()[i] : 1;
    }
    Tensor there = crossEntropy(scope, objectness, wanted, focus).sum();
    return positives.size() == 0 ? there : there.add(classes(scope, outputs, positives, graded));
  }

  /**
   * Classes of the positive anchors.
   *
   * @param plain whether a class is right or wrong, without degrees
   */
  private static Tensor classes(
      Scope scope, RawHeadOutputs outputs, Positives positives, boolean plain) {
    int size = positives.size();
    int classes = outputs.classes();
    float[] wanted = new float[size * classes];
    for (int i = 0; i < size; i++) {
      wanted[i * classes + positives.classIds()[i]] = plain ? 1 : positives.scores()[i];
    }
    Tensor logits = outputs.classLogitsOf(positives.rows());
    Tensor surprise =
        outputs.scoring().exclusive()
            ? logits.logSoftmax(1).mul(scope.tensor(wanted, size, classes)).neg()
            : crossEntropy(scope, logits, wanted, outputs.scoring().focus());
    return plain ? surprise.mul(scope.tensor(positives.scores(), size, 1)).sum() : surprise.sum();
  }

  /** {@code |y - σ(x)|^focus · (softplus(x) - x·y)}: binary cross entropy from logits. */
  private static Tensor crossEntropy(Scope scope, Tensor logits, float[] wanted, double focus) {
    Tensor y = scope.tensor(wanted, logits.shape());
    Tensor plain = logits.softplus().sub(logits.mul(y));
    return focus == 0 ? plain : plain.mul(y.sub(logits.sigmoid()).abs().pow(focus));
  }
}
