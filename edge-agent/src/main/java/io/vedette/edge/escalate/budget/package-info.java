/**
 * How much may be escalated: a hard {@link Budget} of {@link TokenBucket}s, and an {@link
 * AdaptiveThreshold} that spends it on the best frames. Pure: time is an argument.
 */
@NullMarked
package io.vedette.edge.escalate.budget;

import org.jspecify.annotations.NullMarked;
