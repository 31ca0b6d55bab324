/**
 * What may be spent on asking, and on which frames: a hard {@link Budget} of {@link TokenBucket}s,
 * and a {@link AdaptiveThreshold} that rises and falls so that it goes to the best frames. Pure:
 * time is an argument.
 */
@NullMarked
package io.vedette.edge.escalate.budget;

import org.jspecify.annotations.NullMarked;
