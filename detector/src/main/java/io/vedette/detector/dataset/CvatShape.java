package io.vedette.detector.dataset;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;

/** The box around one shape of CVAT's XML, whose numbers are attributes. */
final class CvatShape {

  /** What encloses something. */
  static final Set<String> NAMES = Set.of("box", "polygon", "ellipse", "mask");

  /** What shows something, but not how far it reaches. */
  static final Set<String> WITHOUT_AREA = Set.of("points", "polyline", "skeleton", "cuboid");

  private final XMLStreamReader shape;
  private final String where;

  /**
   * @param where file and line, for what is wrong
   */
  CvatShape(XMLStreamReader shape, String where) {
    this.shape = shape;
    this.where = where;
  }

  Box box(String name) throws DetectorException {
    Corners corners =
        switch (name) {
          case "box" -> {
            float x1 = number("xtl");
            float y1 = number("ytl");
            float x2 = number("xbr");
            float y2 = number("ybr");
            yield Corners.ofBox(x1, y1, x2, y2).turned(rotation(), (x1 + x2) / 2, (y1 + y2) / 2);
          }
          case "ellipse" ->
              Corners.ofEllipse(number("cx"), number("cy"), number("rx"), number("ry"), rotation());
          case "mask" -> {
            float left = number("left");
            float top = number("top");
            yield Corners.ofBox(left, top, left + number("width"), top + number("height"));
          }
          default -> points();
        };
    return corners.box(where);
  }

  private Corners points() throws DetectorException {
    String text = attribute("points");
    Corners corners = new Corners();
    for (String point : text.split(";")) {
      List<String> xy = List.of(point.split(","));
      if (xy.size() != 2) {
        throw bad("a point is not 'x,y': " + point);
      }
      corners.add(parsed(xy.get(0)), parsed(xy.get(1)));
    }
    return corners;
  }

  /** Degrees, clockwise. */
  private double rotation() throws DetectorException {
    return shape.getAttributeValue(null, "rotation") == null ? 0 : number("rotation");
  }

  private float number(String name) throws DetectorException {
    return parsed(attribute(name));
  }

  private String attribute(String name) throws DetectorException {
    String value = shape.getAttributeValue(null, name);
    if (value == null) {
      throw bad("'" + name + "' is missing");
    }
    return value;
  }

  private float parsed(String text) throws DetectorException {
    try {
      float value = Float.parseFloat(text.strip());
      if (Float.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // reported below, together with what is parsed but not finite
    }
    throw bad("'" + text + "' is no number");
  }

  private DetectorException bad(String what) {
    return new BadEntryException(Problem.Kind.BAD_ENTRY, where + ": " + what);
  }
}
