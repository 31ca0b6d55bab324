/**
 * Moving the fleet to a version: a canary first, then all others, and everybody back when one
 * fails. A {@link Rollout} is one such move, a {@link Member} a device's part in it, a {@link Bake}
 * the time in which its version is judged; the {@link RolloutStateMachine} is its rules, {@link
 * Rollouts} performs what they ask for.
 *
 * <p>Thin: one canary and one wave, and no install may fail.
 */
@NullMarked
package io.vedette.cloud.rollout;

import org.jspecify.annotations.NullMarked;
