package io.vedette.edge.place.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vedette.edge.place.GroundPosition.Located;
import io.vedette.edge.place.GroundPosition.NotLocated;
import java.io.IOException;
import java.io.OutputStream;

/**
 * GeoJSON (RFC 7946): a feature for each object, with a point, or with no geometry and the reason
 * where its place is unknown.
 */
final class GeoJsonWriter implements PlaceWriter {

  private final JsonGenerator json;

  GeoJsonWriter(OutputStream out) throws IOException {
    json = new JsonFactory().createGenerator(out);
    json.writeStartObject();
    json.writeStringField("type", "FeatureCollection");
    json.writeArrayFieldStart("features");
  }

  @Override
  public void add(PlacedObject object) throws IOException {
    json.writeRaw('\n');
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    if (object.position() instanceof Located located) {
      json.writeObjectFieldStart("geometry");
      json.writeStringField("type", "Point");
      json.writeArrayFieldStart("coordinates");
      json.writeNumber(rounded(located.at().longitude(), 1e8));
      json.writeNumber(rounded(located.at().latitude(), 1e8));
      json.writeEndArray();
      json.writeEndObject();
    } else {
      json.writeNullField("geometry");
    }
    json.writeObjectFieldStart("properties");
    properties(object);
    json.writeEndObject();
    json.writeEndObject();
  }

  private void properties(PlacedObject object) throws IOException {
    json.writeStringField("label", object.label());
    json.writeNumberField("score", rounded(object.score(), 1e4));
    json.writeStringField("source", object.source());
    json.writeNumberField("frame", object.frame());
    json.writeNumberField("seconds", rounded(object.seconds(), 1e3));
    if (object.time() != null) {
      json.writeStringField("time", object.time().toString());
    }
    json.writeArrayFieldStart("box");
    for (float side : object.box()) {
      json.writeNumber(rounded(side, 10));
    }
    json.writeEndArray();
    if (object.altitude() != null) {
      json.writeNumberField("altitude", rounded(object.altitude(), 10));
    }
    if (object.position() instanceof Located located) {
      json.writeNumberField("distance", rounded(located.distance(), 10));
      json.writeObjectFieldStart("error_95");
      json.writeNumberField("semi_major", rounded(located.error().semiMajor(), 100));
      json.writeNumberField("semi_minor", rounded(located.error().semiMinor(), 100));
      json.writeNumberField("azimuth", rounded(located.error().azimuth(), 10));
      json.writeEndObject();
    } else if (object.position() instanceof NotLocated not) {
      json.writeStringField("no_place", not.reason());
    }
    if (object.camera() != null) {
      json.writeArrayFieldStart("camera");
      json.writeNumber(rounded(object.camera().longitude(), 1e8));
      json.writeNumber(rounded(object.camera().latitude(), 1e8));
      json.writeEndArray();
    }
  }

  private static double rounded(double value, double scale) {
    return Math.round(value * scale) / scale;
  }

  @Override
  public void close() throws IOException {
    if (json.isClosed()) {
      return;
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }
}
