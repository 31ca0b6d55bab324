/**
 * Which frames the teacher is asked about. An {@link Escalator} takes every {@code FrameResult}:
 * {@code .signal}s are weighed by a {@code .policy} within a {@code .budget}, the {@link
 * EscalationPolicy} makes a {@link Decision}, a {@code .framing} picks the region, and the
 * escalation goes to the outbox. Verdicts come back to it, for the policy to learn from. {@code
 * .audit} estimates how good the device is, {@code .log} keeps what a replay needs.
 *
 * <p>Everything but the {@code Escalator} and its files is pure: no clock, no unseeded randomness.
 */
@NullMarked
package io.vedette.edge.escalate;

import org.jspecify.annotations.NullMarked;
