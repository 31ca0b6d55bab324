package io.vedette.edge.fusion;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.track.TrackedDetection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the student saw of one frame, the sure detections first.
 *
 * @param millis the frame's time
 * @param width of the picture, pixels
 * @param height of the picture, pixels
 */
record StudentView(List<TrackedDetection> seen, long millis, int width, int height) {

  static final StudentView NONE = new StudentView(List.of(), Long.MIN_VALUE, 0, 0);

  /** The faintest candidates of a frame that shows hundreds are noise. */
  private static final int MAX_FAINT = 50;

  static StudentView of(
      List<TrackedDetection> sure, List<Detection> faint, long millis, int width, int height) {
    List<TrackedDetection> seen = new ArrayList<>(sure);
    faint.stream()
        .sorted(Comparator.comparingDouble(Detection::score).reversed())
        .limit(MAX_FAINT)
        .forEach(detection -> seen.add(TrackedDetection.faint(detection)));
    return new StudentView(List.copyOf(seen), millis, width, height);
  }

  boolean isOfOneSizeWith(StudentView other) {
    return width == other.width && height == other.height;
  }

  boolean isInView(Box box) {
    return box.centerX() > 0
        && box.centerY() > 0
        && box.centerX() < width
        && box.centerY() < height;
  }
}
