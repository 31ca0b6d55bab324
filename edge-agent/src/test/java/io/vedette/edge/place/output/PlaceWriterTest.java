package io.vedette.edge.place.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.edge.place.ErrorEllipse;
import io.vedette.edge.place.GeoPoint;
import io.vedette.edge.place.GroundPosition;
import io.vedette.edge.place.GroundPosition.Located;
import io.vedette.edge.place.GroundPosition.NotLocated;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PlaceWriterTest {

  private static final GroundPosition PLACE =
      new Located(new GeoPoint(-17.5, 179.99999), 3, 120, new ErrorEllipse(8, 4, 30));
  private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");

  @Test
  void geoJsonKeepsWhatHasNoPlace() throws Exception {
    JsonNode features =
        JsonMapper.builder()
            .build()
            .readTree(
                written(
                    "a.geojson",
                    object("car", PLACE, NOON),
                    object("boat", new NotLocated("above the horizon"), null)))
            .get("features");
    assertThat(features).hasSize(2);
    assertThat(features.at("/0/geometry/coordinates/0").asDouble()).isEqualTo(179.99999);
    assertThat(features.at("/0/geometry/coordinates/1").asDouble()).isEqualTo(-17.5);
    assertThat(features.at("/0/properties/error_95/semi_major").asDouble()).isEqualTo(8);
    assertThat(features.at("/0/properties/time").asText()).isEqualTo("2024-05-01T12:00:00Z");
    assertThat(features.at("/1/geometry").isNull()).isTrue();
    assertThat(features.at("/1/properties/no_place").asText()).isEqualTo("above the horizon");
  }

  @Test
  void kmlHasPointAndEllipse() throws Exception {
    Document kml = xml(written("a.kml", object("<car> & \u0001", PLACE, NOON)));
    assertThat(kml.getElementsByTagName("name").item(0).getTextContent()).isEqualTo("<car> & ?");
    String ring = kml.getElementsByTagName("coordinates").item(1).getTextContent();
    assertThat(ring.split(" ", -1)).hasSize(25);
    String[] first = ring.split(" ", -1)[0].split(",", -1);
    // 8 m at 30° from north
    assertThat((Double.parseDouble(first[1]) + 17.5) * 110_650).isCloseTo(6.93, within(0.05));
  }

  @Test
  void cotNeedsATimeAndSaysThatHeightsAreUnknown() throws Exception {
    Document cot = xml(written("a.cot", object("car", PLACE, NOON), object("car", PLACE, null)));
    assertThat(cot.getElementsByTagName("event").getLength()).isEqualTo(1);
    Element event = (Element) cot.getElementsByTagName("event").item(0);
    assertThat(event.getAttribute("time")).isEqualTo("2024-05-01T12:00:00Z");
    assertThat(event.getAttribute("stale")).isEqualTo("2024-05-01T12:05:00Z");
    Element point = (Element) cot.getElementsByTagName("point").item(0);
    assertThat(point.getAttribute("ce")).isEqualTo("8.0");
    assertThat(point.getAttribute("hae")).isEqualTo("9999999.0");
  }

  @Test
  void otherEndingsAreRefused() {
    assertThatThrownBy(() -> PlaceWriter.of("a.shp", new ByteArrayOutputStream()))
        .isInstanceOf(IOException.class)
        .hasMessage("a.shp must end with .geojson, .kml, .cot");
  }

  private static PlacedObject object(
      String label, GroundPosition position, @Nullable Instant time) {
    return new PlacedObject(
        "film.mp4", 7, 0.28, time, label, 0.75, new float[] {1, 2, 3, 4}, position, null, null);
  }

  private static byte[] written(String name, PlacedObject... objects) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PlaceWriter writer = PlaceWriter.of(name, out)) {
      for (PlacedObject object : objects) {
        writer.add(object);
      }
    }
    return out.toByteArray();
  }

  private static Document xml(byte[] bytes) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(bytes));
  }
}
