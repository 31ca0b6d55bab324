package io.vedette.detector.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.detector.DetectorException;
import java.util.Map;
import java.util.Set;

/**
 * One region of a picture in Label Studio's JSON, in percents of the picture's width and height. A
 * turned rectangle is turned clockwise about its upper left corner.
 */
final class LabelStudioRegion {

  /** What holds the labels, and the shape that it means. */
  private static final Map<String, Shape> SHAPES =
      Map.of(
          "rectanglelabels", LabelStudioRegion::rectangle,
          "polygonlabels", LabelStudioRegion::polygon,
          "ellipselabels", LabelStudioRegion::ellipse,
          "labels", LabelStudioRegion::any);

  /** Pixels in run lengths of its own. */
  private static final String BRUSH = "brushlabels";

  private static final Set<String> WITHOUT_AREA = Set.of("keypointlabels", "vectorlabels");

  private LabelStudioRegion() {}

  /** The outline of a region, in pixels. */
  @FunctionalInterface
  private interface Shape {
    Corners of(Numbers value, int width, int height) throws DetectorException;
  }

  /** The numbers of a region. */
  private record Numbers(JsonNode value, String where) {
    double get(String name) throws DetectorException {
      return number(value.path(name), name);
    }

    double number(JsonNode node, String name) throws DetectorException {
      if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
        throw bad(where, name + " of a region is no number: " + node);
      }
      return node.asDouble();
    }
  }

  /** Whether something is a region, alone or in a result. */
  static boolean isOne(JsonNode node) {
    JsonNode value = node.path("value").isObject() ? node.path("value") : node;
    return value.has(BRUSH)
        || SHAPES.keySet().stream().anyMatch(value::has)
        || WITHOUT_AREA.stream().anyMatch(value::has);
  }

  static void read(
      JsonNode region, NamedDataset.NamedPicture picture, Findings findings, String where)
      throws DetectorException {
    JsonNode value = region.path("value").isObject() ? region.path("value") : region;
    if (region.path("image_rotation").asInt() != 0) {
      throw bad(where, "a region was drawn on a turned picture; turn it back and export again");
    }
    if (value.has(BRUSH)) {
      throw bad(where, "a brush region cannot be read; export as COCO or YOLO");
    }
    if (WITHOUT_AREA.stream().anyMatch(value::has)) {
      findings.remark("keypoints of Label Studio are passed over: they have no area");
    }
    for (Map.Entry<String, Shape> shape : SHAPES.entrySet()) {
      Numbers numbers = new Numbers(value, where);
      for (JsonNode label : value.path(shape.getKey())) {
        picture.outline(
            label.asText(),
            (width, height) -> shape.getValue().of(numbers, width, height).box(where),
            where);
      }
    }
  }

  private static Corners rectangle(Numbers value, int width, int height) throws DetectorException {
    double x = value.get("x") / 100 * width;
    double y = value.get("y") / 100 * height;
    double right = x + value.get("width") / 100 * width;
    double low = y + value.get("height") / 100 * height;
    return Corners.ofBox(x, y, right, low).turned(rotation(value), x, y);
  }

  private static Corners polygon(Numbers value, int width, int height) throws DetectorException {
    Corners corners = new Corners();
    for (JsonNode point : value.value.path("points")) {
      corners.add(
          value.number(point.path(0), "x") / 100 * width,
          value.number(point.path(1), "y") / 100 * height);
    }
    return corners;
  }

  private static Corners ellipse(Numbers value, int width, int height) throws DetectorException {
    return Corners.ofEllipse(
        value.get("x") / 100 * width,
        value.get("y") / 100 * height,
        value.get("radiusX") / 100 * width,
        value.get("radiusY") / 100 * height,
        rotation(value));
  }

  /** Labels that are given apart from the shape. */
  private static Corners any(Numbers value, int width, int height) throws DetectorException {
    if (value.value.has("points")) {
      return polygon(value, width, height);
    }
    return value.value.has("radiusX")
        ? ellipse(value, width, height)
        : rectangle(value, width, height);
  }

  private static double rotation(Numbers value) throws DetectorException {
    return value.value.has("rotation") ? value.get("rotation") : 0;
  }

  private static DetectorException bad(String where, String what) {
    return new BadEntryException(Problem.Kind.BAD_ENTRY, where + ": " + what);
  }
}
