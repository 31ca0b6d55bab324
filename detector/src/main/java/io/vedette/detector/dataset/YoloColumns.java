package io.vedette.detector.dataset;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the numbers of a line of YOLO labels mean, behind the class: a box {@code cx cy w h}, with a
 * score behind it or with keypoints, or the corners {@code x y x y x y …} of a polygon.
 *
 * @param told whether the description says how many keypoints there are
 * @param keypoints how many numbers of keypoints follow the box; 0 if it does not say or for none
 */
record YoloColumns(boolean told, int keypoints) {

  /** Nobody says: keypoints are known by their visibility of 0, 1 or 2. */
  static final YoloColumns UNTOLD = new YoloColumns(false, 0);

  /** Numbers of a box. */
  static final int BOX = 4;

  /** Coordinates are rounded: a keypoint may lie so far outside its box. */
  private static final float SLACK = 0.01f;

  /** The two ways in which a line says where an object is. */
  enum Shape {
    BOX,
    POLYGON,
    NEITHER
  }

  /**
   * @param shape Ultralytics' {@code kpt_shape}, how many keypoints of how many numbers each, 0 for
   *     none; may be missing
   */
  static YoloColumns of(JsonNode shape) {
    int points = shape.path(0).asInt();
    int each = shape.path(1).asInt();
    boolean none = shape.path(0).isInt() && points == 0;
    boolean sound = points > 0 && points <= 10_000 && (each == 2 || each == 3);
    return none || sound ? new YoloColumns(true, points * each) : UNTOLD;
  }

  /**
   * @param values those behind the class
   */
  Shape shape(float[] values) {
    int more = values.length - BOX;
    if (more == 0 || (more == 1 && isShare(values[BOX]))) {
      return Shape.BOX;
    }
    if (keypoints > 0) {
      return more == keypoints || more == keypoints + 1 ? Shape.BOX : Shape.NEITHER;
    }
    if (!told && more > 1 && more % 3 == 0 && areVisiblePoints(values)) {
      return Shape.BOX;
    }
    return values.length >= 6 && values.length % 2 == 0 ? Shape.POLYGON : Shape.NEITHER;
  }

  private static boolean isShare(float score) {
    return score >= 0 && score <= 1;
  }

  /** Whether x, y and visibility follow, again and again, and what can be seen is in the box. */
  private static boolean areVisiblePoints(float[] values) {
    for (int i = BOX; i < values.length; i += 3) {
      float visibility = values[i + 2];
      if (visibility != 0 && visibility != 1 && visibility != 2) {
        return false;
      }
      boolean inside =
          Math.abs(values[i] - values[0]) <= values[2] / 2 + SLACK
              && Math.abs(values[i + 1] - values[1]) <= values[3] / 2 + SLACK;
      if (visibility != 0 && !inside) {
        return false;
      }
    }
    return true;
  }
}
