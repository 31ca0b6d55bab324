package io.vedette.edge.learn;

import io.vedette.detector.Detection;
import java.util.List;

/**
 * A frame with the teacher's verdict on it, as it lies in the replay.
 *
 * @param number 1, 2, 3 … in the order of arrival
 * @param escalationId which frame
 * @param width pixels
 * @param height pixels
 * @param detections the verdict, boxes in pixels
 */
record ReplayExample(
    long number, String escalationId, int width, int height, List<Detection> detections) {

  ReplayExample {
    detections = List.copyOf(detections);
  }

  /** File names without their ending sort by age. */
  String stem() {
    return String.format("%012d", number);
  }
}
