package io.vedette.federated.compress.recipe;

import io.vedette.detector.graph.Graph;
import org.jspecify.annotations.Nullable;

/**
 * A training that a step asks for.
 *
 * @param teacher the model to learn from; null for labels alone
 * @param student the network that learns, in training form; null for a new one
 * @param architecture of a new network, by name; null where there is a student
 * @param pixels side of a new network's input
 * @param options of the training
 */
public record TrainingTask(
    @Nullable Graph teacher,
    @Nullable Graph student,
    @Nullable String architecture,
    int pixels,
    StepTrainingOptions options) {

  /** Training of a network on labels. */
  static TrainingTask onLabels(Graph student, StepTrainingOptions options) {
    return new TrainingTask(null, student, null, 0, options);
  }
}
