/**
 * Moving the fleet to a version: a canary first, then everybody, and everybody back when it fails.
 */
@NullMarked
package io.vedette.cloud.rollout;

import org.jspecify.annotations.NullMarked;
