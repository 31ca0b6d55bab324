package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import org.jspecify.annotations.Nullable;

/**
 * Finds labels that may be boxes with keypoints although no {@code kpt_shape} says so: their
 * numbers {@code cx cy w h x y x y …} look like the corners of a polygon.
 *
 * <p>One line cannot tell, but all lines of a dataset can: lines with keypoints have one length,
 * and their points lie in their boxes. Polygons have many lengths, and read as a box and points
 * most of them are none.
 */
final class UntoldKeypoints {

  /** Coordinates are rounded, and people click beside the box: points may lie so far outside. */
  private static final float SLACK = 0.01f;

  /** Keypoints spread over at least this share of a side of their box. */
  private static final float LEAST_SPREAD = 0.25f;

  /** Half of the lines are enough: among polygons, far fewer look so. */
  private static final int ONE_IN = 2;

  private @Nullable String first;
  private int numbers;
  private boolean oneLength = true;
  private int lines;
  private int pairs;
  private int triples;

  /**
   * A line that would be read as a polygon.
   *
   * @param values those behind the class
   * @param where file and line
   */
  void add(float[] values, String where) {
    if (first == null) {
      first = where;
      numbers = values.length;
    }
    oneLength &= values.length == numbers;
    lines++;
    pairs += areKeypoints(values, 2) ? 1 : 0;
    triples += areKeypoints(values, 3) ? 1 : 0;
  }

  /**
   * @param origin the file that names the classes
   * @throws DetectorException when the lines may have keypoints; it says how to decide
   */
  void check(String origin) throws DetectorException {
    int fitting = Math.max(pairs, triples);
    if (fitting == 0 || !oneLength || fitting * ONE_IN < lines) {
      return;
    }
    int each = pairs >= triples ? 2 : 3;
    String place = origin.matches("(?i).*\\.ya?ml") ? origin : "a data.yaml";
    throw new DetectorException(
        first
            + ": "
            + numbers
            + " numbers behind the class may be a box with keypoints or the corners of a polygon;"
            + " add 'kpt_shape: ["
            + (numbers - YoloColumns.BOX) / each
            + ", "
            + each
            + "]' to "
            + place
            + " for keypoints, or 'kpt_shape: [0, 0]' for polygons");
  }

  /**
   * Whether values are a box inside the picture and points inside the box, of so many numbers each.
   * Points at 0 0 are not labelled.
   */
  private static boolean areKeypoints(float[] values, int each) {
    if ((values.length - YoloColumns.BOX) % each != 0 || !isInside(values, 0.5f, 0.5f, 1, 1)) {
      return false;
    }
    float[] low = {Float.MAX_VALUE, Float.MAX_VALUE};
    float[] high = {-Float.MAX_VALUE, -Float.MAX_VALUE};
    int labelled = 0;
    for (int i = YoloColumns.BOX; i < values.length; i += each) {
      float x = values[i];
      float y = values[i + 1];
      if (each == 3 && !(values[i + 2] >= 0 && values[i + 2] <= 2)) {
        return false;
      }
      if (x == 0 && y == 0) {
        continue;
      }
      if (!isInside(new float[] {x, y, 0, 0}, values[0], values[1], values[2], values[3])) {
        return false;
      }
      labelled++;
      low = new float[] {Math.min(low[0], x), Math.min(low[1], y)};
      high = new float[] {Math.max(high[0], x), Math.max(high[1], y)};
    }
    boolean spread =
        high[0] - low[0] >= LEAST_SPREAD * values[2]
            || high[1] - low[1] >= LEAST_SPREAD * values[3];
    return labelled == 1 || (labelled > 1 && spread);
  }

  /** Whether a box cx, cy, w, h lies within another. */
  private static boolean isInside(float[] box, float cx, float cy, float w, float h) {
    return box[2] >= 0
        && box[3] >= 0
        && Math.abs(box[0] - cx) + box[2] / 2 <= w / 2 + SLACK
        && Math.abs(box[1] - cy) + box[3] / 2 <= h / 2 + SLACK;
  }
}
