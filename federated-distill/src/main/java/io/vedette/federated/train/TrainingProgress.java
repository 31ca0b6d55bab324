package io.vedette.federated.train;

import io.vedette.federated.train.loss.LossParts;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * The progress of a training: sent after every step, and once more when an epoch has been
 * validated.
 *
 * @param epoch from 1
 * @param step of the epoch, from 1
 * @param loss mean of the epoch so far
 * @param learningRate of the step
 * @param examplesPerSecond of the epoch so far
 * @param left how long the rest will take at this pace
 * @param ap50 on the validation set, with an epoch's last message if there is one
 */
public record TrainingProgress(
    int epoch,
    int epochs,
    int step,
    int steps,
    LossParts loss,
    double learningRate,
    double examplesPerSecond,
    Duration left,
    OptionalDouble ap50) {}
