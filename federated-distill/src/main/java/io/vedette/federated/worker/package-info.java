/**
 * Training in a process of its own: a {@link Job} goes in as a file, {@link Progress} comes out as
 * lines, and a {@link Result} is left as files. An epoch that is done stays done: a job that is
 * begun again goes on from the checkpoint in its folder, on this machine or another. When a {@link
 * TrainingProcess} dies, a job has failed and nothing else has. An {@code EarlierExit} is how much
 * of a distilled student its devices need, and an {@code ExitTrial} what speaks for one and against
 * it.
 */
@NullMarked
package io.vedette.federated.worker;

import org.jspecify.annotations.NullMarked;
