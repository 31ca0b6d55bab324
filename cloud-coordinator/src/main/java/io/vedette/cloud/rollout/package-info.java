/**
 * Moving the fleet to a version: a canary first, then everybody, and everybody back when it fails.
 * The {@link RolloutStateMachine} says what may follow what; the rules are in {@link ForwardRules},
 * {@link HeldRules} and {@link RollbackRules}, by where the rollout is going.
 *
 * <p>Thin: one canary and one wave, and no device may fail; a rollout judges the install, not yet
 * what the detector sees afterwards.
 */
@NullMarked
package io.vedette.cloud.rollout;

import org.jspecify.annotations.NullMarked;
