package io.vedette.detector.head;

import io.vedette.detector.Box;
import java.util.List;

/** Decodes the rows of a level of a detector of one class, such as faces. */
final class SingleClass {

  private SingleClass() {}

  /** The score of a row, 0 to 1. */
  @FunctionalInterface
  interface Score {
    float of(int row);
  }

  /** The box of a row, input pixels. */
  @FunctionalInterface
  interface Boxes {
    Box of(int row);
  }

  /** Adds a candidate of class 0 for every row whose score reaches the threshold. */
  static void add(int rows, float threshold, Score score, Boxes boxes, List<Candidate> candidates) {
    for (int row = 0; row < rows; row++) {
      float value = score.of(row);
      if (!(value < threshold)) {
        candidates.add(new Candidate(boxes.of(row), 0, value));
      }
    }
  }
}
