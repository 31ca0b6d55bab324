package io.vedette.edge.learn;

import io.vedette.detector.Detection;
import java.util.List;

/**
 * A frame with the teacher's verdict, as stored on disk.
 *
 * @param number 1, 2, 3 … in the order of arrival
 * @param escalationId id of the frame
 * @param width pixels
 * @param height pixels
 * @param detections the verdict, boxes in pixels
 */
record ReplayExample(
    long number, String escalationId, int width, int height, List<Detection> detections) {

  ReplayExample {
    detections = List.copyOf(detections);
  }

  /** File name without extension; names sort by age. */
  String stem() {
    return String.format("%012d", number);
  }
}
