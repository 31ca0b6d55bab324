/**
 * Which frames are worth asking about: one {@link Policy} a file, {@link Policies} lists them.
 * Pure: no clock, no random number of their own.
 */
@NullMarked
package io.vedette.edge.escalate.policy;

import org.jspecify.annotations.NullMarked;
