package io.vedette.cloud.escalation;

import io.vedette.detector.Detection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What filters ask of an escalated frame.
 *
 * @param labels of the student's and the teacher's boxes, each once
 * @param moreLabels it may have labels that are not among them
 * @param disagreements of its objects, without CONFIRMED; only CONFIRMED, if it has a verdict and
 *     nothing differs; empty while it has none
 */
record FrameTraits(
    FramePosition position,
    String deployment,
    String agentId,
    String cameraId,
    String reason,
    String modelSha256,
    boolean audit,
    EscalationState state,
    List<String> labels,
    boolean moreLabels,
    Set<Disagreement> disagreements) {

  static FrameTraits of(AcceptedEscalation e) {
    return new FrameTraits(
        FramePosition.of(e),
        e.deployment(),
        e.agentId(),
        e.cameraId(),
        e.reason(),
        e.modelSha256(),
        e.audit(),
        EscalationState.of(e),
        labelsOf(e),
        false,
        disagreementsOf(e));
  }

  private static List<String> labelsOf(AcceptedEscalation e) {
    TeacherVerdict verdict = e.verdict();
    List<Detection> teacher = verdict == null ? List.of() : verdict.detections();
    return Stream.concat(e.student().stream(), teacher.stream())
        .map(Detection::label)
        .distinct()
        .sorted()
        .toList();
  }

  private static Set<Disagreement> disagreementsOf(AcceptedEscalation e) {
    if (e.verdict() == null) {
      return Set.of();
    }
    EnumSet<Disagreement> kinds = EnumSet.noneOf(Disagreement.class);
    for (FrameObject object : FrameObject.of(e)) {
      Disagreement kind = object.disagreement();
      if (kind != null && kind != Disagreement.CONFIRMED) {
        kinds.add(kind);
      }
    }
    return kinds.isEmpty() ? Set.of(Disagreement.CONFIRMED) : Set.copyOf(kinds);
  }
}
