package io.vedette.cloud.fleet;

import io.vedette.detector.DetectorSpec;
import io.vedette.registry.manifest.Artifact;

/**
 * A command to take part in a round.
 *
 * @param deployment whose student shall learn
 * @param base the training graph that every participant starts from
 * @param minExamples with fewer the agent declines
 * @param maxExamples at most this many, the newest
 * @param deadlineMs how long the agent may take from now
 */
public record RoundCommand(
    String commandId,
    String deployment,
    String roundId,
    Artifact base,
    DetectorSpec detector,
    int epochs,
    int batch,
    double learningRate,
    int minExamples,
    int maxExamples,
    long deadlineMs,
    long seed) {}
