package io.vedette.cloud.review;

import io.vedette.detector.Detection;
import io.vedette.detector.evaluate.DetectionPairs;
import java.util.List;

/**
 * How a detector's answer to a frame compares with another answer.
 *
 * @param found objects that both have, by one label
 * @param said objects of the detector
 * @param there objects of the other
 */
record FrameTally(int found, int said, int there) {

  static FrameTally of(List<Detection> detector, List<Detection> other) {
    return new FrameTally(
        DetectionPairs.of(detector, other).same().size(), detector.size(), other.size());
  }
}
