package io.vedette.cloud.teacher;

import io.vedette.detector.Detection;
import java.util.List;

/**
 * A batch that came back.
 *
 * @param latencyMs what the worker took for it
 */
public record TeacherAnswer(String batchId, List<FrameAnswer> answers, double latencyMs) {

  /**
   * @param error why this frame could not be answered; empty when it was
   */
  public record FrameAnswer(String escalationId, List<Detection> detections, String error) {}
}
