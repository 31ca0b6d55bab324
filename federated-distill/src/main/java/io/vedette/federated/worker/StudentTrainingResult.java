package io.vedette.federated.worker;

/**
 * What a {@link StudentTrainingJob} came to.
 *
 * @param examples pictures that were trained on
 * @param epochs that were run
 * @param lossBefore mean loss of the first epoch
 * @param lossAfter mean loss of the last epoch
 * @param seconds that the training took
 */
public record StudentTrainingResult(
    long examples, int epochs, double lossBefore, double lossAfter, double seconds)
    implements Result {}
