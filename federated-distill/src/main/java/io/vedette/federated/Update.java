package io.vedette.federated;

/**
 * One agent's contribution to a round.
 *
 * @param id unique; the same id again is the same update
 * @param roundId which round
 * @param agentId whose
 * @param baseDigest SHA-256 of the training graph it started from
 * @param weights the initializers after local training
 * @param examples how many frames it was trained on: FedAvg's weight
 */
public record Update(
    String id, String roundId, String agentId, String baseDigest, Weights weights, long examples) {}
