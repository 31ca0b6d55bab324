package io.vedette.federated.train;

import io.vedette.federated.Weights;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.train.example.Batch;
import io.vedette.federated.train.head.RawHeadOutputs;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The inputs of an {@link ExtraLoss}.
 *
 * @param batch the pictures and targets
 * @param outputs of the student's head
 * @param tensors the tensors that were asked for, by name
 * @param number of this step, from 0
 * @param count steps of the whole training
 * @param average supplies the moving average of the student's weights
 */
public record TrainingStep(
    Batch batch,
    RawHeadOutputs outputs,
    Map<String, Tensor> tensors,
    long number,
    long count,
    Supplier<Weights> average) {

  /** How much of the training is done, 0 to 1. */
  public double progress() {
    return count <= 1 ? 1 : (double) number / (count - 1);
  }
}
