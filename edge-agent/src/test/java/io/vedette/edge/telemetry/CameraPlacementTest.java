package io.vedette.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.edge.EdgeSharedFiles;
import io.vedette.edge.place.Attitude;
import io.vedette.edge.place.GeoPoint;
import io.vedette.edge.place.GroundLocator;
import io.vedette.edge.place.GroundPosition.Located;
import io.vedette.edge.place.PoseErrors;
import io.vedette.edge.place.Terrain;
import io.vedette.edge.place.Wgs84;
import io.vedette.edge.telemetry.CameraPlacement.NotPlaced;
import io.vedette.edge.telemetry.CameraPlacement.Placed;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CameraPlacementTest {

  /** The aircraft's own system says where the middle of its picture lies: our place agrees. */
  @Test
  void theMiddleOfRealPicturesIsWhereTheSensorSaysItIs() throws IOException {
    FlightPath path =
        new FlightPath(
            TelemetryFiles.read(
                EdgeSharedFiles.of("samples/telemetry/klv/kwiver_aphill_klv_10s.ts")),
            2);
    assertMiddle(path, path.begin(), new GeoPoint(38.1850892, -77.3581198));
    assertMiddle(path, path.end(), new GeoPoint(38.1849605, -77.3572255));
  }

  private static void assertMiddle(FlightPath path, double second, GeoPoint stated) {
    PlacementSettings settings =
        new PlacementSettings(null, null, null, false, 0.0, null, false, PoseErrors.ASSUMED, 0.1);
    Placed placed = (Placed) CameraPlacement.of(path, second, 1.5, settings);
    Located middle =
        (Located)
            new GroundLocator(Terrain.flat(0), 10_000)
                .locate(placed.pose(), placed.lens(), 0.5, 0.5, placed.errors());
    double[] off = Wgs84.offset(middle.at(), stated);
    assertThat(middle.error().contains(off[0], off[1])).isTrue();
    assertThat(Wgs84.distance(middle.at(), stated)).isLessThan(150);
    assertThat(middle.distance()).isBetween(3400.0, 3550.0);
  }

  @Test
  void whatIsMissingIsNamed() {
    TelemetrySample.Builder sample = new TelemetrySample.Builder().seconds(0.0);
    assertThat(reason(sample, 0, PlacementSettings.DEFAULT)).isEqualTo("no position");
    sample.position(50.0, 8.0);
    assertThat(reason(sample, 0, PlacementSettings.DEFAULT))
        .isEqualTo("no height above the ground");
    sample.aboveTakeOff(50.0);
    assertThat(reason(sample, 0, PlacementSettings.DEFAULT)).isEqualTo("no field of view");
    sample.film(24.0);
    assertThat(reason(sample, 0, PlacementSettings.DEFAULT))
        .isEqualTo("no direction of the camera");
    sample.camera(0.0, -90.0, 0.0);
    assertThat(reason(sample, 0, PlacementSettings.DEFAULT)).isEmpty();
    assertThat(reason(sample, 9, PlacementSettings.DEFAULT)).isEqualTo("no telemetry at this time");
    PlacementSettings terrain =
        new PlacementSettings(null, null, null, false, null, null, true, PoseErrors.ASSUMED, 0);
    assertThat(reason(sample, 0, terrain)).isEqualTo("no altitude above sea level");
  }

  @Test
  void betweenSamplesOverTheMeridianAndTheShorterWayRound() {
    TelemetrySample a =
        new TelemetrySample.Builder()
            .seconds(0.0)
            .position(10.0, 179.9999)
            .camera(350.0, -90.0, 0.0)
            .altitude(10.0)
            .build();
    TelemetrySample b =
        new TelemetrySample.Builder()
            .seconds(1.0)
            .position(10.0, -179.9999)
            .camera(20.0, -90.0, 0.0)
            .build();
    FlightPath path =
        new FlightPath(new Telemetry("test", ClockKind.NONE, List.of(b, a), List.of()), 2);
    TelemetrySample middle = Objects.requireNonNull(path.at(0.5));
    assertThat(Math.abs(Objects.requireNonNull(middle.position()).longitude()))
        .isCloseTo(180, within(1e-6));
    assertThat(Objects.requireNonNull(middle.camera())).isEqualTo(new Attitude(5, -90, 0));
    assertThat(middle.altitude()).as("known on one side only").isNull();
    assertThat(path.at(4)).isNull();
  }

  @Test
  void nothingIsInterpolatedOverALongGap() {
    List<TelemetrySample> samples =
        List.of(
            new TelemetrySample.Builder().seconds(0.0).position(1.0, 1.0).build(),
            new TelemetrySample.Builder().seconds(10.0).position(1.0, 1.001).build());
    FlightPath path = new FlightPath(new Telemetry("test", ClockKind.NONE, samples, List.of()), 2);
    assertThat(path.at(5)).isNull();
    assertThat(path.at(10)).isNotNull();
  }

  private static String reason(
      TelemetrySample.Builder sample, double second, PlacementSettings settings) {
    FlightPath path =
        new FlightPath(
            new Telemetry("test", ClockKind.NONE, List.of(sample.build()), List.of()), 2);
    return CameraPlacement.of(path, second, 1.5, settings) instanceof NotPlaced not
        ? not.reason()
        : "";
  }
}
