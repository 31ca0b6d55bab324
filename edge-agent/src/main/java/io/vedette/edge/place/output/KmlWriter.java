package io.vedette.edge.place.output;

import io.vedette.edge.place.ErrorEllipse;
import io.vedette.edge.place.GeoPoint;
import io.vedette.edge.place.GroundPosition.Located;
import io.vedette.edge.place.Wgs84;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/**
 * KML 2.2 (OGC 07-147r2): a placemark for each object with a place, a point and the outline of its
 * ellipse of 95%, on the ground. Objects without a place are left out.
 */
final class KmlWriter implements PlaceWriter {

  private static final int CORNERS = 24;

  private final Writer out;
  private boolean closed;

  KmlWriter(Writer out) throws IOException {
    this.out = out;
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.write("<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>\n");
    out.write("<Style id=\"e\"><LineStyle><width>1</width></LineStyle>");
    out.write("<PolyStyle><fill>0</fill></PolyStyle></Style>\n");
  }

  @Override
  public void add(PlacedObject object) throws IOException {
    if (!(object.position() instanceof Located located)) {
      return;
    }
    out.write("<Placemark><name>" + PlaceWriter.escaped(object.label()) + "</name><description>");
    out.write(PlaceWriter.escaped(description(object, located)));
    out.write("</description>");
    if (object.time() != null) {
      out.write("<TimeStamp><when>" + object.time() + "</when></TimeStamp>");
    }
    out.write("<styleUrl>#e</styleUrl><MultiGeometry><Point><coordinates>");
    out.write(coordinates(located.at()));
    out.write("</coordinates></Point><LinearRing><coordinates>");
    ErrorEllipse error = located.error();
    for (int i = 0; i <= CORNERS; i++) {
      double turn = 2 * Math.PI * (i % CORNERS) / CORNERS;
      double along = error.semiMajor() * Math.cos(turn);
      double across = error.semiMinor() * Math.sin(turn);
      double azimuth = Math.toRadians(error.azimuth());
      GeoPoint corner =
          Wgs84.moved(
              located.at(),
              along * Math.cos(azimuth) - across * Math.sin(azimuth),
              along * Math.sin(azimuth) + across * Math.cos(azimuth));
      out.write((i == 0 ? "" : " ") + coordinates(corner));
    }
    out.write("</coordinates></LinearRing></MultiGeometry></Placemark>\n");
  }

  private static String coordinates(GeoPoint at) {
    return String.format(Locale.ROOT, "%.8f,%.8f", at.longitude(), at.latitude());
  }

  private static String description(PlacedObject object, Located located) {
    return String.format(
        Locale.ROOT,
        "score %.2f, %s frame %d, %.1f s; 95%%: %.1f m by %.1f m",
        object.score(),
        object.source(),
        object.frame(),
        object.seconds(),
        located.error().semiMajor(),
        located.error().semiMinor());
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      out.write("</Document></kml>\n");
      out.close();
    }
  }
}
