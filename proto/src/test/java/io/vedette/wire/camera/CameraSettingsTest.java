package io.vedette.wire.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What settings of a camera can be, and that they come over the wire and back as they are. */
class CameraSettingsTest {

  private static final Polygon DOOR = polygon(0.1, 0.4, 0.5, 0.4, 0.5, 1);

  private static Polygon polygon(double... shares) {
    List<List<Double>> corners = new java.util.ArrayList<>();
    for (int i = 0; i < shares.length; i += 2) {
      corners.add(List.of(shares[i], shares[i + 1]));
    }
    return new Polygon(corners);
  }

  private static CameraSettings source(String source) {
    return new CameraSettings(source, null, null, null, null, null);
  }

  private static CameraSettings zones(Map<String, Polygon> zones) {
    return new CameraSettings(null, null, zones, null, null, null);
  }

  @Test
  void theWireCarriesThemAsTheyAre() {
    CameraSettings all =
        new CameraSettings(
            "rtsp://{gate}@192.0.2.17/stream",
            2.5,
            Map.of("door", DOOR, "yard", polygon(0, 0, 1, 0, 1, 1, 0, 1)),
            List.of(DOOR),
            Map.of("person", new LabelRule(0.6, 0.01)),
            new TileGrid("3x2", 0.3));
    CameraSettings emptied =
        new CameraSettings(null, 0.0, Map.of(), List.of(), Map.of(), TileGrid.valueOf("auto"));
    for (CameraSettings settings : List.of(all, emptied, CameraSettings.NONE)) {
      assertThat(CameraMapper.fromProto(CameraMapper.toProto(settings))).isEqualTo(settings);
    }
    List<CameraOrder> orders =
        List.of(new CameraOrder("gate", 3, all), new CameraOrder("yard", 1, CameraSettings.NONE));
    assertThat(CameraMapper.decode(CameraMapper.encode(orders))).isEqualTo(orders);
    assertThat(emptied.keys()).containsExactly("fps", "zones", "masks", "labels", "tiles");
    assertThat(CameraSettings.NONE.keys()).isEmpty();
  }

  @Test
  void inWordsEachPlaceIsALine() {
    CameraSettings settings =
        new CameraSettings(
            null,
            10.0,
            Map.of("door", DOOR),
            List.of(),
            Map.of("person", new LabelRule(0.6, 0)),
            TileGrid.valueOf("3x2"));
    assertThat(settings.words())
        .containsExactlyEntriesOf(
            new TreeMap<>(
                Map.of(
                    "fps", "10",
                    "zones", "1",
                    "zones.door", "[0.1, 0.4] [0.5, 0.4] [0.5, 1]",
                    "masks", "none",
                    "labels", "1",
                    "labels.person", "threshold 0.6, minSize 0.0",
                    "tiles", "3x2")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rtsp://admin:secret@192.0.2.1/stream",
        "rtsp://admin@192.0.2.1/stream",
        "http://192.0.2.1/snap.jpg?user=admin&password=secret",
        "http://{gate}@192.0.2.1/snap.jpg?token=secret",
        "rtsp://192.0.2.1/stream?x=%70assword%3Dsecret"
      })
  void credentialsAreRefusedAndNotRepeated(String source) {
    assertThatThrownBy(() -> source(source))
        .hasMessageStartingWith("source: a user name, password or token is in ")
        .hasMessageContaining("credentials stay on the device")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "rtsp://{gate}@192.0.2.17:554/stream, gate, 192.0.2.17",
    "rtsp://{a.b-c}@cam/stream, a.b-c, cam",
    "http://{gate}@[2001:db8::1]:80/x, gate, [2001:db8::1]",
    "http://{gate}@cam?x=1, gate, cam",
  })
  void aSourceNamesItsCredentialsAndTheirHost(String source, String name, String host) {
    assertThat(SourceCredentials.name(source)).contains(name);
    assertThat(SourceCredentials.host(source)).contains(host);
    assertThat(SourceCredentials.with(source, "u:p"))
        .isEqualTo(source.replace("{" + name + "}", "u:p"));
    assertThat(SourceCredentials.masked(source)).isEqualTo(source);
    assertThat(source(source).source()).isEqualTo(source);
  }

  @Test
  void aSecondAtIsNoWayToAnotherHost() {
    assertThatThrownBy(() -> source("rtsp://{gate}@192.0.2.17@evil.example/stream"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> source("rtsp://{gate}@192.0.2.17/x@evil.example"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsBeyondItsBoundsIsNamed() {
    Map<String, Polygon> many = new TreeMap<>();
    for (int i = 0; i < 17; i++) {
      many.put("z" + i, DOOR);
    }
    assertThatThrownBy(() -> zones(many)).hasMessage("zones: 17 are more than 16");
    assertThatThrownBy(() -> zones(Map.of("\u20ac".repeat(22), DOOR)))
        .hasMessageContaining("longer than 64 bytes");
    assertThatThrownBy(() -> zones(Map.of(" ", DOOR))).hasMessageStartingWith("zones: ''");
    assertThatThrownBy(() -> zones(Map.of("a\nb", DOOR))).hasMessageStartingWith("zones: ");
    Polygon long33 = new Polygon(Collections.nCopies(33, List.of(0.5, 0.5)));
    assertThatThrownBy(() -> zones(Map.of("door", long33)))
        .hasMessage("zones: door: 33 are more than 32");
    assertThatThrownBy(() -> polygon(0, 0, 1, 1)).hasMessageContaining("three corners or more");
    assertThatThrownBy(() -> polygon(0, 0, 1, 1, 1.01, 0)).hasMessageContaining("[1.01, 0.0]");
    assertThatThrownBy(() -> polygon(0, 0, 1, 1, Double.NaN, 0)).hasMessageContaining("NaN");
    for (double fps : new double[] {-1, 1001, Double.NaN}) {
      assertThatThrownBy(() -> new CameraSettings(null, fps, null, null, null, null))
          .hasMessageContaining("is not 0 to 1000");
    }
    assertThatThrownBy(() -> TileGrid.valueOf("0x2")).hasMessageStartingWith("tiles '0x2'");
    assertThatThrownBy(() -> new TileGrid("3x2", 0.6)).hasMessageContaining("overlap 0.6");
    assertThatThrownBy(() -> source("")).hasMessageStartingWith("source:");
  }

  @Test
  void aNameThatIsThereTwiceIsRefused() {
    var zone =
        io.vedette.proto.v1.CameraZone.newBuilder()
            .setName("door")
            .addAllCorners(
                CameraMapper.toProto(zones(Map.of("door", DOOR)))
                    .getZones()
                    .getZones(0)
                    .getCornersList());
    var twice =
        io.vedette.proto.v1.CameraSettings.newBuilder()
            .setZones(io.vedette.proto.v1.CameraZones.newBuilder().addZones(zone).addZones(zone))
            .build();
    assertThatThrownBy(() -> CameraMapper.fromProto(twice))
        .hasMessage("zones: door is there twice");
  }
}
