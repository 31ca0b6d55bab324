package io.vedette.federated.aggregate;

import java.util.List;

/**
 * What a round's updates came to.
 *
 * @param model vector of the new model
 * @param used ids of the updates that are part of it
 */
public record RoundAggregate(float[] model, List<String> used) {}
