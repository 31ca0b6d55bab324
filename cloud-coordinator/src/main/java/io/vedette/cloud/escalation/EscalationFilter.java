package io.vedette.cloud.escalation;

import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which escalated frames are wanted. A text that is empty, a set that is empty, and what is null
 * take every frame.
 *
 * @param deployment that the frame belonged to when it was accepted
 * @param label that the student or the teacher saw
 * @param disagreements at least one of these
 * @param models digests of students, one of which answered the frame; null: any
 * @param audit only frames that were, or were not, chosen at random
 * @param fromMs accepted then or later, milliseconds since the epoch
 * @param untilMs accepted before; 0: no bound
 */
public record EscalationFilter(
    String deployment,
    String agentId,
    String cameraId,
    String reason,
    String label,
    Set<Disagreement> disagreements,
    Set<EscalationState> states,
    @Nullable Set<String> models,
    @Nullable Boolean audit,
    long fromMs,
    long untilMs) {

  public static final EscalationFilter ALL =
      new EscalationFilter("", "", "", "", "", Set.of(), Set.of(), null, null, 0, 0);

  /** Whether a frame is wanted; of one that may have more labels: whether it may be. */
  boolean matches(FrameTraits frame) {
    long at = frame.position().acceptedAtMs();
    return at >= fromMs
        && (untilMs == 0 || at < untilMs)
        && is(deployment, frame.deployment())
        && is(agentId, frame.agentId())
        && is(cameraId, frame.cameraId())
        && is(reason, frame.reason())
        && (audit == null || audit == frame.audit())
        && (models == null || models.contains(frame.modelSha256()))
        && (states.isEmpty() || states.contains(frame.state()))
        && (disagreements.isEmpty() || !Collections.disjoint(disagreements, frame.disagreements()))
        && (label.isEmpty() || frame.moreLabels() || frame.labels().contains(label));
  }

  private static boolean is(String wanted, String found) {
    return wanted.isEmpty() || wanted.equals(found);
  }
}
