package io.vedette.detector.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import java.nio.file.Path;

/** One object in the lists of a COCO file. */
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

  /** x, y, width and height in pixels. */
  float[] xywh() throws DetectorException {
    JsonNode bbox = need("bbox");
    float[] xywh = new float[4];
    for (int i = 0; i < 4; i++) {
      if (bbox.size() != 4 || !bbox.get(i).isNumber()) {
        throw place.bad(Problem.Kind.BAD_ENTRY, "bbox needs four numbers: x, y, width, height");
      }
      xywh[i] = bbox.get(i).floatValue();
    }
    return xywh;
  }

  Box box() throws DetectorException {
    float[] b = xywh();
    return Bounded.box(b[0], b[1], b[0] + b[2], b[1] + b[3], place.toString());
  }

  /** Square pixels; that of the box where it is not told. */
  double area() throws DetectorException {
    float[] b = xywh();
    double area = node.path("area").asDouble((double) b[2] * b[3]);
    if (!Double.isFinite(area)) {
      throw place.bad(Problem.Kind.BAD_ENTRY, "area is no number");
    }
    return area;
  }

  boolean crowd() {
    return node.path("iscrowd").asInt() != 0;
  }
}
