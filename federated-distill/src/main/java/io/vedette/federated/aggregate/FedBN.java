package io.vedette.federated.aggregate;

/**
 * FedAvg without batch normalizations: their scales, shifts and statistics stay where they are (Li
 * et al., <a href="https://arxiv.org/abs/2102.07623">FedBN</a>, algorithm 1). The {@link
 * VectorLayout} leaves them out.
 */
public record FedBN() implements Strategy {}
