package io.vedette.detector.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import java.nio.file.Path;

/** One object in the lists of a COCO file. Numbers may be written as texts. */
record CocoEntry(Place place, JsonNode node) {

  /**
   * Where an entry is, by line and by its own id: many files have only one line.
   *
   * @param id empty where it has none
   */
  record Place(Path file, long line, String id) {
    DetectorException bad(Problem.Kind kind, String what) {
      return new BadEntryException(kind, this + ": " + what);
    }

    @Override
    public String toString() {
      return file + ":" + line + (id.isEmpty() ? "" : ": id " + id);
    }
  }

  static CocoEntry of(Path file, long line, JsonNode node) {
    return new CocoEntry(new Place(file, line, node.path("id").asText()), node);
  }

  JsonNode need(String name) throws DetectorException {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      throw place.bad(Problem.Kind.BAD_ENTRY, "'" + name + "' is missing");
    }
    return value;
  }

  /** A whole number that must be there. */
  long whole(String name) throws DetectorException {
    double value = number(need(name), name);
    if (value != Math.rint(value)) {
      throw place.bad(Problem.Kind.BAD_ENTRY, name + " is no whole number");
    }
    return (long) value;
  }

  /** A number of pixels; 0 if it is missing. */
  int pixels(String name) throws DetectorException {
    JsonNode value = node.path(name);
    return value.isMissingNode() || value.isNull() ? 0 : (int) number(value, name);
  }

  private double number(JsonNode value, String name) throws DetectorException {
    if (value.isNumber()) {
      return value.asDouble();
    }
    if (value.isTextual()) {
      try {
        return Double.parseDouble(value.asText().strip());
      } catch (NumberFormatException e) {
        // reported below, together with what is neither number nor text
      }
    }
    throw place.bad(Problem.Kind.BAD_ENTRY, name + " is no number: " + value);
  }

  /** The box, or if there is none the box around the segmentation. */
  Box box() throws DetectorException {
    JsonNode bbox = node.path("bbox");
    if (bbox.isMissingNode() || bbox.isNull() || (bbox.isArray() && bbox.isEmpty())) {
      return outline().box();
    }
    if (bbox.size() != 4) {
      throw place.bad(Problem.Kind.BAD_ENTRY, "bbox needs four numbers: x, y, width, height");
    }
    float[] b = new float[4];
    for (int i = 0; i < 4; i++) {
      b[i] = (float) number(bbox.get(i), "bbox");
    }
    return BoundedReader.box(b[0], b[1], b[0] + b[2], b[1] + b[3], place.toString());
  }

  private CocoOutline outline() throws DetectorException {
    JsonNode segmentation = node.path("segmentation");
    if (segmentation.isMissingNode() || segmentation.isNull() || segmentation.isEmpty()) {
      throw place.bad(Problem.Kind.BAD_ENTRY, "'bbox' is missing, and there is no segmentation");
    }
    return CocoOutline.of(segmentation, place);
  }

  /** Square pixels; that of the box if it is missing. */
  double area(Box box) throws DetectorException {
    JsonNode area = node.path("area");
    if (area.isMissingNode() || area.isNull()) {
      return (double) box.width() * box.height();
    }
    double pixels = number(area, "area");
    if (!Double.isFinite(pixels)) {
      throw place.bad(Problem.Kind.BAD_ENTRY, "area is no number");
    }
    return pixels;
  }

  boolean crowd() {
    return node.path("iscrowd").asInt() != 0;
  }
}
