/**
 * Hard frames and their verdicts: an {@link Escalation} is durable before it is accepted, answered
 * once, and part of the training or of the held-out set for good.
 */
@NullMarked
package io.vedette.cloud.escalation;

import org.jspecify.annotations.NullMarked;
