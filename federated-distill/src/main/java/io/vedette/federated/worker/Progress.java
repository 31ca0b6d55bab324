package io.vedette.federated.worker;

/**
 * How far a job is.
 *
 * @param stage "training", "choosing levels", "compressing", "evaluating"
 * @param epoch of the stage, from 1; 0 before the first has begun
 * @param epochs of the stage; 0 when it has none
 * @param loss mean of the epoch so far; NaN where there is none
 */
public record Progress(String stage, int epoch, int epochs, double loss) {}
