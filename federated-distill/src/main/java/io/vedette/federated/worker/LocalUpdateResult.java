package io.vedette.federated.worker;

/**
 * What local training came to.
 *
 * @param examples pictures trained on: FedAvg's weight
 * @param lossBefore mean loss of the first epoch
 * @param lossAfter mean loss of the last epoch
 * @param seconds that training took
 */
public record LocalUpdateResult(long examples, double lossBefore, double lossAfter, double seconds)
    implements Result {}
