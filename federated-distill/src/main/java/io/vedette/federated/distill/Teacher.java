package io.vedette.federated.distill;

import io.vedette.detector.DetectorException;
import io.vedette.federated.train.TrainingStep;

/** Whoever can say of a batch what the student should say. */
public interface Teacher extends AutoCloseable {

  /**
   * The answer to what the student sees in this step.
   *
   * @throws DetectorException when there is none
   */
  DenseAnswer answer(TrainingStep step) throws DetectorException;

  /**
   * How much of its share the answer is worth, 0 to 1.
   *
   * @param progress of the training, 0 to 1
   */
  default double trust(double progress) {
    return 1;
  }

  @Override
  void close();
}
