package io.vedette.federated.train;

import io.vedette.detector.DetectorException;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;

/** Something else to go down besides the labels: a teacher's answer, nearness to old weights. */
public interface ExtraLoss {

  /** What the supervised loss counts when this one is added; 1 leaves it as it is. */
  default double supervisedShare() {
    return 1;
  }

  /**
   * The loss of a batch, a scalar, already weighted.
   *
   * @throws DetectorException when the teacher cannot answer
   */
  Tensor of(Scope scope, Batch batch, HeadOutputs student) throws DetectorException;
}
