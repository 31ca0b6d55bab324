package io.vedette.federated.worker;

/**
 * How far a job is: reported at every stage and epoch, and in between once a second.
 *
 * @param stage "training", "evaluating baseline", "choosing levels", "compressing", "evaluating";
 *     "asking the teacher"
 * @param epoch of the stage, from 1; 0 before the first has begun
 * @param epochs of the stage; 0 when it has none
 * @param loss mean of the epoch so far; NaN where there is none
 * @param steps work done by the job: optimizer steps, and pictures looked at in other stages. It
 *     only grows while a process lives; one that goes on begins with what its checkpoint holds
 * @param stepsTotal what {@code steps} will be at the end, as far as is known; 0 for unknown
 * @param epochSeconds that the newest finished epoch took; 0 where there is none
 * @param checkpointed the epoch whose checkpoint is on disk; 0 for none
 */
public record Progress(
    String stage,
    int epoch,
    int epochs,
    double loss,
    long steps,
    long stepsTotal,
    double epochSeconds,
    int checkpointed) {}
