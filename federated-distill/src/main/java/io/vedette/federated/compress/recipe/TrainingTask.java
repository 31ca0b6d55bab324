package io.vedette.federated.compress.recipe;

import io.vedette.detector.graph.Graph;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training that a step asks for.
 *
 * @param teacher who is learned from; null for labels alone
 * @param student who learns, in training form; null for a new network
 * @param architecture of a new network, by name; null where there is a student
 * @param options as {@code vedette train} and {@code vedette distill} have them, by name
 */
public record TrainingTask(
    @Nullable Graph teacher,
    @Nullable Graph student,
    @Nullable String architecture,
    Map<String, Object> options) {}
