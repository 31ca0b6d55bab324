package io.vedette.edge.view;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.FrameImage;
import io.vedette.detector.Picture;
import java.util.List;
import java.util.Optional;

/**
 * A rectangle of a frame, in its pixels.
 *
 * @param x of its left edge
 * @param y of its upper edge
 * @param frameWidth of the whole frame
 * @param frameHeight of the whole frame
 */
public record Region(int x, int y, int width, int height, int frameWidth, int frameHeight) {

  /** An object this near to a border within the frame may be cut, pixels. */
  private static final float MARGIN = 4;

  /** Least share of an object's area inside the region, for it to be counted in. */
  private static final float MOST = 0.5f;

  /**
   * @throws IllegalArgumentException in one line, when it is empty or not inside the frame
   */
  public Region {
    if (x < 0
        || y < 0
        || width < 1
        || height < 1
        || (long) x + width > frameWidth
        || (long) y + height > frameHeight) {
      throw new IllegalArgumentException(
          String.format(
              "a region of %dx%d pixels at %d, %d is not inside a frame of %dx%d",
              width, height, x, y, frameWidth, frameHeight));
    }
  }

  /** The whole frame. */
  public static Region whole(int frameWidth, int frameHeight) {
    return new Region(0, 0, frameWidth, frameHeight, frameWidth, frameHeight);
  }

  public boolean isWhole() {
    return width == frameWidth && height == frameHeight;
  }

  /** A copy of this region of an image. */
  public Picture of(FrameImage frame) {
    return frame.part(x, y, width, height);
  }

  /** This region of an image, valid until it is released: converted when it is asked for. */
  public FrameImage keep(FrameImage frame) {
    return isWhole() ? frame.keep() : frame.keepPart(x, y, width, height);
  }

  /** Share of the frame's area, 0 to 1. */
  public double share() {
    return (double) width * height / ((double) frameWidth * frameHeight);
  }

  /**
   * Whether a verdict on this region can judge an object: it is inside, and touches no border but
   * the frame's own.
   *
   * @param box pixels of the frame
   */
  public boolean judges(Box box) {
    return (x == 0 || box.x1() >= x + MARGIN)
        && (y == 0 || box.y1() >= y + MARGIN)
        && (x + width == frameWidth || box.x2() <= x + width - MARGIN)
        && (y + height == frameHeight || box.y2() <= y + height - MARGIN);
  }

  /** Those that a verdict on this region can judge. */
  public List<Detection> judged(List<Detection> detections) {
    return isWhole() ? detections : detections.stream().filter(d -> judges(d.box())).toList();
  }

  /** From pixels of the frame to pixels of the region. Objects mostly inside are clipped. */
  public List<Detection> inside(List<Detection> detections) {
    return isWhole()
        ? detections
        : detections.stream().map(this::cut).flatMap(Optional::stream).toList();
  }

  private Optional<Detection> cut(Detection detection) {
    Box box = detection.box().shift(-x, -y);
    Box part = box.clip(width, height);
    return part.area() > MOST * box.area() ? Optional.of(at(part, detection)) : Optional.empty();
  }

  /** From pixels of the region to pixels of the frame. */
  public List<Detection> outside(List<Detection> detections) {
    return isWhole()
        ? detections
        : detections.stream().map(d -> at(d.box().shift(x, y), d)).toList();
  }

  private static Detection at(Box box, Detection detection) {
    return new Detection(box, detection.classId(), detection.label(), detection.score());
  }
}
