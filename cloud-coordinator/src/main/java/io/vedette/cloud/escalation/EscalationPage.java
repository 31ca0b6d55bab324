package io.vedette.cloud.escalation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the escalated frames that match a filter, newest first.
 *
 * @param lookedAt how many frames were looked at
 * @param next where to go on; null when there are no more
 */
public record EscalationPage(
    List<AcceptedEscalation> frames, int lookedAt, @Nullable FramePosition next) {}
