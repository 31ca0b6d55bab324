package io.vedette.cloud.operations;

import io.vedette.cloud.audit.AccuracyRow;
import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.round.Round;
import java.time.Instant;
import java.util.Optional;

/**
 * A deployment at one moment.
 *
 * @param waiting frames that wait for a teacher
 * @param teachers connected ones of the name that answers its frames
 * @param versionMade when the version was made that its devices should run
 * @param round the newest; also of distillation and rollout
 * @param roundsTotal how many there ever were; also of distillations and rollouts
 * @param accuracy by the latest audits
 */
record DeploymentFigures(
    String name,
    int devices,
    int online,
    int cameras,
    int otherVersion,
    int trainable,
    long waiting,
    int teachers,
    Optional<Instant> versionMade,
    Optional<Round> round,
    long roundsTotal,
    Optional<Distillation> distillation,
    long distillationsTotal,
    Optional<Rollout> rollout,
    long rolloutsTotal,
    Optional<AccuracyRow> accuracy) {}
