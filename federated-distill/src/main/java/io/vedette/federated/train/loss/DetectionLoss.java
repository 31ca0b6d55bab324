package io.vedette.federated.train.loss;

import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.train.example.Target;
import io.vedette.federated.train.head.RawHeadOutputs;
import java.util.List;

/**
 * The supervised loss of a detector: cross entropy of its scores ({@link ScoreLoss}), complete IoU
 * of its boxes and, where a head has them, the boxes' distance distributions, weighted 0.5, 7.5 and
 * 1.5. Each is a sum over the batch, weighted by and divided by the scores that the {@link
 * TaskAlignedAssigner} asks for.
 *
 * @see <a href="https://docs.ultralytics.com/models/yolo11/">YOLO11</a>
 */
public final class DetectionLoss {

  private final Weights weights;
  private final TaskAlignedAssigner assigner = new TaskAlignedAssigner();

  /**
   * What each part counts.
   *
   * @param classes scores: of classes, and of objectness where a head says it apart
   */
  public record Weights(double classes, double box, double distribution) {
    public static final Weights DEFAULT = new Weights(0.5, 7.5, 1.5);
  }

  /** A scalar to go down, and its parts as numbers. */
  public record Value(Tensor total, LossParts parts) {}

  public DetectionLoss(Weights weights) {
    this.weights = weights;
  }

  /**
   * Loss of a batch.
   *
   * @param targets of each picture, boxes in input pixels
   */
  public Value of(Scope scope, RawHeadOutputs outputs, List<List<Target>> targets) {
    Positives positives = Positives.assign(assigner, outputs, targets);
    double norm = Math.max(1, positives.scoreSum());
    Tensor classes = ScoreLoss.of(scope, outputs, positives).mul(weights.classes() / norm);
    if (positives.size() == 0) {
      return new Value(classes, new LossParts(0, classes.item(), 0, 0));
    }
    Tensor logits = outputs.boxLogitsOf(positives.rows());
    Tensor share = scope.tensor(positives.scores(), positives.size(), 1);
    Tensor wanted = scope.tensor(positives.distances(), positives.size(), 4);
    Tensor predicted = BoxLoss.distances(scope, logits, outputs.bins());
    Tensor box =
        BoxLoss.completeIou(predicted, wanted)
            .neg()
            .add(1)
            .mul(share)
            .sum()
            .mul(weights.box() / norm);
    Tensor total = classes.add(box);
    if (outputs.bins() == 1) {
      return new Value(total, new LossParts(box.item(), classes.item(), 0, 0));
    }
    Tensor distribution =
        BoxLoss.distribution(scope, logits, positives.distances(), outputs.bins())
            .mul(share)
            .sum()
            .mul(weights.distribution() / norm);
    LossParts parts = new LossParts(box.item(), classes.item(), distribution.item(), 0);
    return new Value(total.add(distribution), parts);
  }
}
