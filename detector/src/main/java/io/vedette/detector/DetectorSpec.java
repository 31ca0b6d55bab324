package io.vedette.detector;

import java.util.List;

/**
 * How a detector wants its picture and how its outputs are read.
 *
 * @param labels class names; the index is the class id
 * @param input what the graph takes
 * @param head how the graph's outputs become boxes
 * @param scoreThreshold detections below are not shown, 0 to 1
 * @param nmsIou boxes of one class that overlap more are one object, 0 to 1
 */
public record DetectorSpec(
    List<String> labels, InputSpec input, HeadSpec head, float scoreThreshold, float nmsIou) {

  public DetectorSpec {
    labels = List.copyOf(labels);
  }

  /** The same detector with another score threshold; evaluation asks for 0.001. */
  public DetectorSpec withScoreThreshold(float threshold) {
    return new DetectorSpec(labels, input, head, threshold, nmsIou);
  }

  /** The same detector with another input. */
  public DetectorSpec withInput(InputSpec other) {
    return new DetectorSpec(labels, other, head, scoreThreshold, nmsIou);
  }

  /** The same detector, its outputs read otherwise. */
  public DetectorSpec withHead(HeadSpec other) {
    return new DetectorSpec(labels, input, other, scoreThreshold, nmsIou);
  }
}
