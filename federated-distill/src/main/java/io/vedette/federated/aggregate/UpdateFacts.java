package io.vedette.federated.aggregate;

/**
 * What is known of an update beside its values.
 *
 * @param id unique
 * @param agentId whose
 * @param examples frames that it was trained on, above 0
 * @param loss of the base on the agent's frames; NaN where it was not measured
 * @param steps of local training, above 0
 * @param norm of what it changed: the L2 norm over the parameters, statistics aside
 */
public record UpdateFacts(
    String id, String agentId, long examples, double loss, long steps, double norm) {}
