/**
 * Moving the fleet to a version: a canary first, then the others in waves, and those that moved
 * back when it fails. A {@link Rollout} is one such move, a {@link Member} a device's part in it, a
 * {@link Bake} the time in which its version is judged; the {@link RolloutStateMachine} is its
 * rules, {@link Rollouts} performs what they ask for.
 */
@NullMarked
package io.vedette.cloud.rollout;

import org.jspecify.annotations.NullMarked;
