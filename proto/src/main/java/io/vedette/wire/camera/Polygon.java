package io.vedette.wire.camera;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An area of a picture: {@code [[x, y], …]}, at least three corners, 0 to 1 of the picture's width
 * and height from its top left. Where its outline crosses itself, the even-odd rule applies.
 */
public record Polygon(@JsonValue List<List<Double>> corners) {

  /**
   * @throws IllegalArgumentException in one line, when it has fewer corners, or one lies outside
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Polygon {
    if (corners == null || corners.size() < 3) {
      throw new IllegalArgumentException(
          "a zone or mask needs three corners or more: [[0, 0], [1, 0], [1, 1]]");
    }
    corners = corners.stream().map(List::copyOf).toList();
    for (List<Double> corner : corners) {
      if (corner.size() != 2 || !isShare(corner.get(0)) || !isShare(corner.get(1))) {
        throw new IllegalArgumentException(
            "corner "
                + corner
                + " of a zone or mask is not [x, y], each 0 to 1 of the picture's width and height");
      }
    }
  }

  private static boolean isShare(double value) {
    return value >= 0 && value <= 1;
  }

  /** Whether a point is inside, 0 to 1 of width and height. */
  public boolean holds(double x, double y) {
    boolean inside = false;
    for (int i = 0, before = corners.size() - 1; i < corners.size(); before = i++) {
      double x1 = corners.get(before).get(0);
      double y1 = corners.get(before).get(1);
      double x2 = corners.get(i).get(0);
      double y2 = corners.get(i).get(1);
      if (y1 > y != y2 > y && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1) {
        inside = !inside;
      }
    }
    return inside;
  }

  /** For people: "[0.1, 0.4] [0.5, 0.4] [0.5, 1]". */
  public String words() {
    return corners.stream()
        .map(corner -> "[" + digits(corner.get(0)) + ", " + digits(corner.get(1)) + "]")
        .collect(Collectors.joining(" "));
  }

  private static String digits(double share) {
    return BigDecimal.valueOf(share).stripTrailingZeros().toPlainString();
  }
}
