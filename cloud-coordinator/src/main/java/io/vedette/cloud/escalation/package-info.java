/**
 * Hard frames and their verdicts: an {@link AcceptedEscalation} is durable before it is accepted,
 * answered once, and part of the training or of the held-out set for good. {@link Escalations}
 * accepts and settles them, {@link EscalationQueries} answers questions about all of them and
 * {@link DeploymentQueries} about those of one deployment, {@link EscalationRetention} forgets
 * them. What an {@link EscalationFilter} asks of a frame is in memory, as {@link FrameTraits}; a
 * {@link FrameObject} is what the student and the teacher say of one object.
 *
 * <p>Thin: a frame's picture stays on disk when its escalation is forgotten, because datasets refer
 * to it; and frames are held out one by one, so two pictures of one scene may be on both sides.
 */
@NullMarked
package io.vedette.cloud.escalation;

import org.jspecify.annotations.NullMarked;
