package io.vedette.benchmarks.escalation;

import io.vedette.detector.Detection;
import java.util.List;

/** A picture's detections, ready to be compared. */
record ClipFrame(
    FrameRow row,
    List<Detection> student,
    List<Detection> mirrored,
    List<Detection> teacher,
    List<Detection> truth) {

  static ClipFrame of(FrameRow row, List<String> labels) {
    return new ClipFrame(
        row,
        FrameRow.detections(row.student(), labels),
        FrameRow.detections(row.flipped(), labels),
        FrameRow.detections(row.teacher(), labels),
        FrameRow.detections(row.truth(), labels));
  }
}
