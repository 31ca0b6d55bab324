package io.vedette.cloud.escalation;

import io.vedette.detector.Detection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A teacher's answer to an escalation.
 *
 * @param detections boxes in pixels of the original picture
 * @param teacherSha256 digest of the teacher's model
 * @param answeredAtMs milliseconds since the epoch
 */
public record TeacherVerdict(List<Detection> detections, String teacherSha256, long answeredAtMs) {

  public TeacherVerdict {
    detections = List.copyOf(detections);
  }

  /** Labels of the boxes, each once. */
  Set<String> labels() {
    return detections.stream().map(Detection::label).collect(Collectors.toSet());
  }
}
