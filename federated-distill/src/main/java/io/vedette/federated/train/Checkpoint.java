package io.vedette.federated.train;

import io.vedette.federated.Weights;
import java.util.List;

/**
 * Everything that a training needs to continue after an epoch with the same result. What else
 * changes (the learning rate, the average's age, the best epoch, how long nothing got better, the
 * seeds) follows from the epochs.
 *
 * @param origin what was trained, on what, and how
 * @param weights as the last step left them, running statistics too
 * @param extras what the extra losses have learned, by name
 * @param average the slow copy
 * @param optimizer its moments, those of the extras too
 * @param best the slow copy of the best epoch so far
 * @param epochs what happened so far
 */
record Checkpoint(
    Origin origin,
    Weights weights,
    Weights extras,
    Weights average,
    Weights optimizer,
    Weights best,
    List<EpochReport> epochs) {

  Checkpoint {
    epochs = List.copyOf(epochs);
  }
}
