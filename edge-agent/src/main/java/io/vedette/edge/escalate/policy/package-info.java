/**
 * Policies that rate frames: one {@link Policy} per file, {@link Policies} lists them. Pure: no
 * clock, no randomness of their own.
 */
@NullMarked
package io.vedette.edge.escalate.policy;

import org.jspecify.annotations.NullMarked;
