/**
 * Which frames to ask about, and what answers change: {@code .signal}s of doubt are weighed by a
 * {@code .policy}, a {@code .budget} limits what may be sent, the {@link EscalationPolicy} decides,
 * and a {@link VerdictDifference} tells what a {@link Verdict} changed. {@code .audit} tells how
 * good the device is, {@code .log} keeps what replay needs. Pure but for the log: no clock is read
 * here and no unseeded random number drawn.
 */
@NullMarked
package io.vedette.edge.escalate;

import org.jspecify.annotations.NullMarked;
