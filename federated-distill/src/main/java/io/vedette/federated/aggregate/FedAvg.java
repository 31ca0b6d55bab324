package io.vedette.federated.aggregate;

/**
 * The mean of the updates, weighted by their examples: {@code w = Σ nₖ wₖ / Σ nₖ} (McMahan et al.,
 * <a href="https://arxiv.org/abs/1602.05629">Communication-Efficient Learning of Deep Networks from
 * Decentralized Data</a>, algorithm 1).
 */
public record FedAvg() implements Strategy {}
