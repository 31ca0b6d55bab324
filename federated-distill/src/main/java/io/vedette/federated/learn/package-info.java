/**
 * Whole trainings, from datasets to files: a {@link SupervisedTraining} learns from labels, a
 * {@link StudentDistillation} from a {@link TeacherModel}. Each starts from a {@link NetworkStart},
 * sees {@link TrainingData}, and leaves its work where its {@link TrainingSession} says. The
 * command line and training processes run the same ones.
 */
@NullMarked
package io.vedette.federated.learn;

import org.jspecify.annotations.NullMarked;
