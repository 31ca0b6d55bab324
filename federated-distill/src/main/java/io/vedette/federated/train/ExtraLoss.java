package io.vedette.federated.train;

import io.vedette.detector.DetectorException;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import java.util.List;
import java.util.Map;

/**
 * A loss besides that of the labels: the distance to a teacher's answer or to old weights. The
 * trainer that it is given to does not close it.
 */
public interface ExtraLoss {

  /** What it is and how it was set, on one line: a training goes on only with the same. */
  default String described() {
    return getClass().getSimpleName();
  }

  /**
   * What the supervised loss counts when this one is added; 1 leaves it as it is.
   *
   * @param progress of the training, 0 to 1
   */
  default double supervisedShare(double progress) {
    return 1;
  }

  /** Tensors of the student's graph that this loss looks at, besides those of its head. */
  default List<String> tensors() {
    return List.of();
  }

  /**
   * What is learned with the student and thrown away afterwards, such as an adapter between two
   * widths, by a name of its own. Checkpoints keep it.
   */
  default Map<String, Tensor> parameters() {
    return Map.of();
  }

  /**
   * The loss of a batch, a scalar, already weighted.
   *
   * @throws DetectorException when the teacher cannot answer
   */
  Tensor of(Scope scope, TrainingStep step) throws DetectorException;
}
