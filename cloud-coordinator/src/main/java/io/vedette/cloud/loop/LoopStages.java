package io.vedette.cloud.loop;

import io.vedette.cloud.distillation.Distillations;
import io.vedette.cloud.rollout.Rollouts;
import io.vedette.cloud.round.Rounds;

/**
 * The stages of the loop, in the order in which an update passes them.
 *
 * @param rounds updates become a student
 * @param distillations a student becomes a version
 * @param rollouts a version comes to the devices
 */
public record LoopStages(Rounds rounds, Distillations distillations, Rollouts rollouts) {}
