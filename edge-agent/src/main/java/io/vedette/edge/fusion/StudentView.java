package io.vedette.edge.fusion;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.motion.GlobalMotion;
import io.vedette.edge.track.TrackedDetection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the student saw in one frame.
 *
 * @param detections those above the threshold first, then faint ones
 * @param millis the frame's time
 * @param width of the picture, pixels
 * @param height of the picture, pixels
 * @param motion of the camera since the frame before
 */
record StudentView(
    List<TrackedDetection> detections, long millis, int width, int height, GlobalMotion motion) {

  static final StudentView NONE =
      new StudentView(List.of(), Long.MIN_VALUE, 0, 0, GlobalMotion.STILL);

  /** Of a frame with hundreds of faint candidates, the faintest are noise. */
  private static final int MAX_FAINT = 50;

  static StudentView of(
      List<TrackedDetection> shown,
      List<Detection> faint,
      long millis,
      int width,
      int height,
      GlobalMotion motion) {
    List<TrackedDetection> all = new ArrayList<>(shown);
    faint.stream()
        .sorted(Comparator.comparingDouble(Detection::score).reversed())
        .limit(MAX_FAINT)
        .forEach(detection -> all.add(TrackedDetection.faint(detection)));
    return new StudentView(List.copyOf(all), millis, width, height, motion);
  }

  boolean hasSizeOf(StudentView other) {
    return width == other.width && height == other.height;
  }

  boolean contains(Box box) {
    return box.centerX() > 0
        && box.centerY() > 0
        && box.centerX() < width
        && box.centerY() < height;
  }
}
