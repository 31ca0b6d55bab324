package io.vedette.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.edge.EdgeSharedFiles;
import io.vedette.edge.place.GeoPoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recordings of real devices say what an independent reader found in them. */
class TelemetryFilesTest {

  @TempDir Path folder;

  /**
   * Samples, positions, first and last position. The autopilot's recording has 58 positions while
   * its receiver had no fix: they are no positions.
   */
  @ParameterizedTest
  @CsvSource({
    "dji_srt/MAVIC3_first300.srt, 300, 300, 3.41531, -3.37440, 3.41531, -3.37440",
    "dji_srt/broken_incomplete.SRT, 20, 19, -34.7383, -58.4563, , ",
    "dji_srt/cm_DJI_sample.SRT, 5, 5, 59.302335, 18.203059, 59.302338, 18.203056",
    "dji_srt/cm_Mini5PRO.SRT, 5, 5, 53.365108, 6.460719, 53.365109, 6.460718",
    "dji_srt/cm_air3.SRT, 2, 2, 59.1111, 18.2222, 59.1112, 18.2223",
    "dji_srt/cm_air3S.SRT, 5, 5, 34.270373, -84.176160, 34.270373, -84.176160",
    "dji_srt/cm_avata2.SRT, 2, 2, 39.906217, 116.391305, 39.906218, 116.391306",
    "dji_srt/cm_mini4pro.SRT, 2, 2, 59.0000, 18.0000, 59.0001, 18.0001",
    "dji_srt/m2zoom_first300.SRT, 300, 300, 31.452012, 74.398751, 31.452011, 74.398750",
    "dji_srt/mavic_2_style.SRT, 468, 468, -20.2533, 149.0251, -20.2532, 149.0251",
    "dji_srt/mavic_2pro_new_first300.SRT, 300, 300, -35.080155, -60.286702, -35.081184, -60.286258",
    "dji_srt/mavic_air2.srt, 25, 25, 41.420684, 2.162162, 41.420686, 2.162162",
    "dji_srt/p4_rtk.SRT, 55, 55, -34.237922, -58.851745, , ",
    "dji_srt/mavic_mini.SRT, 117, 117, 48.0771, -121.7458, , ",
    "dji_srt/mavic_pro.SRT, 468, 468, -20.2533, 149.0251, , ",
    "dji_srt/old_format.SRT, 468, 468, -20.2533, 149.0251, , ",
    "dji_srt/mavic_pro_buggy.SRT, 546, 530, 42.4668, -1.2218, , ",
    "dji_srt/mavic_air.SRT, 2, 0, , , , ",
    "gpx/gpxpy_Mojstrovka.gpx, 184, 184, 46.434981, 13.748273, , ",
    "gpx/gpxpy_cerknicko-without-times.gpx, 296, 296, 45.772175035, 14.357659249, , ",
    "gpx/gpxpy_gpx1.0_with_all_fields.gpx, 1, 1, 10.1, -20.2, , ",
    "gpx/gpxpy_gpx1.1_with_extensions.gpx, 1, 1, 12.3, 45.6, , ",
    "gpx/gpxpy_gpx_with_garmin_extension.gpx, 1, 1, 37.778259, -122.391386, , ",
    "gpx/gpxpy_track_with_speed.gpx, 3, 3, 52.330848, 5.541371, , ",
    "gpx/mapillary_sf_30km_h.gpx, 49, 49, 37.793585, -122.461396, , ",
    "jpeg_xmp/brighton_DJI_0025.JPG, 1, 1, 46.8427739, -91.9938259, , ",
    "jpeg_xmp/cm_church1.jpg, 1, 1, 60.1702780, 24.9522220, , ",
    "jpeg_xmp/cm_no_gps.jpg, 1, 0, , , , ",
    "jpeg_xmp/cm_pano.jpg, 1, 1, 60.1686, 24.9539, , ",
    "klv/kwiver_aphill_klv_10s.ts, 300, 300, 38.15993, -77.356214, 38.159534, -77.349234",
    "klv/kwiver_h264_klv.ts, 30, 30, 60.176823, 128.426759, 60.176515, 128.423961",
    "klv/kwiver_h265_klv.ts, 30, 30, 60.176823, 128.426759, 60.176515, 128.423961",
    "klv/kwiver_mpeg2_klv.ts, 30, 30, 60.176823, 128.426759, 60.176515, 128.423961",
    "klv/klvdata_DynamicConstantMISMMSPacketData.bin, 1, 1, 60.176823, 128.426759, , ",
    "mavlink/ardusub_small.tlog, 792, 734, 48.3861421, -124.6305728, , ",
  })
  void positionsAreAsAnotherReaderFoundThem(
      String name,
      int samples,
      int positions,
      @Nullable Double latitude,
      @Nullable Double longitude,
      @Nullable Double lastLatitude,
      @Nullable Double lastLongitude)
      throws IOException {
    Telemetry telemetry = read(name);
    assertThat(telemetry.samples()).hasSize(samples);
    assertThat(telemetry.positions()).isEqualTo(positions);
    if (latitude != null && longitude != null) {
      assertPlace(telemetry.samples().get(0), latitude, longitude);
    }
    if (lastLatitude != null && lastLongitude != null) {
      assertPlace(telemetry.samples().get(samples - 1), lastLatitude, lastLongitude);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dji_srt/MAVIC3_first300.srt, -2.4, 0.401",
    "dji_srt/cm_DJI_sample.SRT, 1.3, 132.860",
    "dji_srt/cm_Mini5PRO.SRT, 6, -122.769",
    "dji_srt/cm_air3.SRT, 5, 105",
    "dji_srt/cm_air3S.SRT, 0, 302.208",
    "dji_srt/cm_avata2.SRT, 91.2, 69.8",
    "dji_srt/cm_neo2_nogps.SRT, 0.4, 269.099",
    "dji_srt/m2zoom_first300.SRT, , 213.983002",
    "dji_srt/mavic_2_style.SRT, , ",
    "dji_srt/mavic_air2.srt, , 27.3",
    "dji_srt/mavic_pro.SRT, 1.9, ",
    "dji_srt/old_format.SRT, 1.9, ",
    "dji_srt/mavic_pro_buggy.SRT, 0, ",
    "dji_srt/mavic_mini.SRT, 200.70, ",
    "dji_srt/p4_rtk.SRT, 85.80, ",
    "dji_srt/broken_incomplete.SRT, 20.1, ",
    "gpx/gpxpy_Mojstrovka.gpx, , 1614.678",
    "gpx/mapillary_sf_30km_h.gpx, , 94.75",
    "jpeg_xmp/brighton_DJI_0025.JPG, 40, 198.51",
    "jpeg_xmp/cm_church1.jpg, , 95.3",
    "klv/kwiver_h264_klv.ts, , 14190.72",
    "klv/kwiver_aphill_klv_10s.ts, , 1984.5999756",
    "mavlink/ardusub_small.tlog, 0.028, 0.02",
  })
  void heightsAreAsAnotherReaderFoundThem(
      String name, @Nullable Double aboveTakeOff, @Nullable Double altitude) throws IOException {
    TelemetrySample first = read(name).samples().get(0);
    assertThat(first.aboveTakeOff()).isEqualTo(aboveTakeOff);
    if (altitude == null) {
      assertThat(first.altitude()).isNull();
    } else {
      assertThat(first.altitude()).isCloseTo(altitude, within(0.005));
    }
  }

  @Test
  void zeroDegreesBeforeTheFirstFixAreNoPosition() throws IOException {
    Telemetry telemetry = read("dji_srt/cm_neo2_nogps.SRT");
    assertThat(telemetry.samples()).hasSize(6);
    assertThat(telemetry.samples().get(0).position()).isNull();
    assertPlace(telemetry.samples().get(5), 32.848932, -84.861966);
    assertThat(telemetry.notes()).anyMatch(note -> note.endsWith("have no position"));
  }

  @Test
  void timesOfSubtitlesAreOfTheFilm() throws IOException {
    Telemetry telemetry = read("dji_srt/mavic_2pro_new_first300.SRT");
    assertThat(telemetry.clock()).isEqualTo(ClockKind.LOCAL);
    assertThat(telemetry.samples().get(1).seconds()).isEqualTo(0.04);
    assertThat(telemetry.samples().get(0).time())
        .isEqualTo(Instant.parse("2019-09-27T10:28:08.438904Z"));
  }

  @Test
  void subtitlesWithoutTimeCodesUseTheirDates() throws IOException {
    Telemetry telemetry = read("dji_srt/mavic_2_style.SRT");
    assertThat(telemetry.samples().get(2).seconds()).isCloseTo(2, within(0.5));
    assertThat(telemetry.notes()).contains("no time codes: seconds are from the dates");
  }

  @Test
  void focalLengthsAreInMillimetresInEveryDialect() throws IOException {
    assertThat(film("dji_srt/MAVIC3_first300.srt")).isEqualTo(24);
    assertThat(film("dji_srt/m2zoom_first300.SRT")).isEqualTo(24);
    assertThat(film("dji_srt/mavic_2pro_new_first300.SRT")).isEqualTo(28);
  }

  @Test
  void gimbalAndAircraftOfThePhantom() throws IOException {
    TelemetrySample first = read("dji_srt/p4_rtk.SRT").samples().get(0);
    assertThat(Objects.requireNonNull(first.camera()).pitch()).isEqualTo(-24.4);
    assertThat(first.camera().yaw()).isCloseTo(110.4, within(1e-9));
    assertThat(Objects.requireNonNull(first.aircraft()).roll()).isCloseTo(-7.0, within(1e-9));
  }

  @Test
  void gimbalOfPicture() throws IOException {
    TelemetrySample sample = read("jpeg_xmp/brighton_DJI_0025.JPG").samples().get(0);
    assertThat(Objects.requireNonNull(sample.camera()).yaw()).isEqualTo(-132);
    assertThat(sample.camera().pitch()).isEqualTo(-89.9);
    assertThat(Objects.requireNonNull(sample.aircraft()).pitch()).isEqualTo(-1.6);
  }

  @Test
  void localSetsOfTransportStreams() throws IOException {
    Telemetry telemetry = read("klv/kwiver_h264_klv.ts");
    TelemetrySample first = telemetry.samples().get(0);
    assertThat(first.time()).isEqualTo(Instant.parse("2008-10-24T00:13:29.913Z"));
    assertThat(Objects.requireNonNull(first.aircraft()).yaw()).isCloseTo(159.974, within(1e-3));
    assertThat(Objects.requireNonNull(first.view()).horizontal()).isCloseTo(144.571, within(1e-3));
    assertThat(first.seconds()).isCloseTo(0, within(0.2));
    assertThat(telemetry.samples().get(29).seconds()).isCloseTo(0.967, within(0.2));
    assertThat(telemetry.notes()).noneMatch(note -> note.contains("checksum"));
  }

  @Test
  void universalSetsOfTheOldStandard() throws IOException {
    Telemetry telemetry = read("klv/kwiver_aphill_klv_10s.ts");
    assertThat(telemetry.samples().get(0).time())
        .isEqualTo(Instant.parse("2008-09-17T15:23:32.027Z"));
    assertThat(telemetry.samples().get(299).time())
        .isEqualTo(Instant.parse("2008-09-17T15:23:42.017Z"));
    assertThat(telemetry.samples().get(0).camera()).isNotNull();
  }

  @Test
  void wrongChecksumOfTheOnlyPacketIsSaid() throws IOException {
    assertThat(read("klv/klvdata_DynamicConstantMISMMSPacketData.bin").notes())
        .contains("no packet has a right checksum: read all the same");
  }

  @Test
  void nmeaInsideALog() throws IOException {
    Telemetry telemetry = read("nmea/ardusub_nmea_log.txt");
    assertThat(telemetry.clock()).isEqualTo(ClockKind.UTC);
    assertPlace(telemetry.samples().get(0), 47 + 36.4517860 / 60, -(122 + 20.4723668 / 60));
    assertThat(telemetry.samples().get(0).time())
        .isEqualTo(Instant.parse("2023-09-01T22:56:44.620Z"));
    assertThat(telemetry.samples().stream().filter(sample -> sample.altitude() != null))
        .hasSize(16);
    assertThat(
            telemetry.samples().stream()
                .map(TelemetrySample::altitude)
                .filter(Objects::nonNull)
                .findFirst())
        .contains(8.378);
  }

  @Test
  void mavlinkTellsAttitudeAndTime() throws IOException {
    TelemetrySample last = read("mavlink/ardusub_small.tlog").samples().get(700);
    assertThat(last.aircraft()).isNotNull();
    assertThat(last.time())
        .isBetween(Instant.parse("2023-05-04T17:15:41Z"), Instant.parse("2023-05-04T17:20:05Z"));
    assertThat(last.mode()).isNotNull();
  }

  @Test
  void timesThatStandStillAreNoFault() throws IOException {
    assertThat(read("gpx/gpxpy_Mojstrovka.gpx").samples().get(5).seconds()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "dji_srt/broken_empty.SRT, the file is empty",
    "dji_srt/broken_empty2.SRT, subtitles without a single cue",
    "klv/jmisb_0903.bin, KLV without a whole set",
    "klv/kwiver_h264_no_klv.ts, a transport stream without KLV",
    "px4_ulog/sample_log_small.ulg, no telemetry of a known form",
    "gopro_gpmf/hero5.raw, no telemetry of a known form",
    "terrain/nodata.geotiff, no telemetry of a known form",
  })
  void whatIsNoTelemetrySaysSo(String name, String words) {
    assertThatThrownBy(() -> read(name))
        .isInstanceOf(TelemetryException.class)
        .hasMessageContaining(words)
        .hasMessageContaining(name);
  }

  @Test
  void flightLogsInFeetAndMiles() throws IOException {
    Path file = folder.resolve("log.csv");
    Files.writeString(
        file,
        "time(millisecond),datetime(utc),latitude,longitude,height_above_takeoff(feet),"
            + "speed(mph),battery_percent,gimbal_heading(degrees),gimbal_pitch(degrees)\n"
            + "0,2024-05-01 10:00:00,47.5,8.25,100,10,80,350,-45\n"
            + "100,2024-05-01 10:00:00,47.6,8.35,,,,,\n");
    Telemetry telemetry = TelemetryFiles.read(file);
    TelemetrySample first = telemetry.samples().get(0);
    assertThat(first.aboveTakeOff()).isCloseTo(30.48, within(1e-9));
    assertThat(first.speed()).isCloseTo(4.4704, within(1e-9));
    assertThat(first.battery()).isEqualTo(80);
    assertThat(Objects.requireNonNull(first.camera()).yaw()).isEqualTo(-10);
    TelemetrySample second = telemetry.samples().get(1);
    assertThat(second.seconds()).isEqualTo(0.1);
    assertThat(second.aboveTakeOff()).isNull();
    assertThat(second.camera()).isNull();
    assertThat(second.position()).isEqualTo(new GeoPoint(47.6, 8.35));
  }

  @Test
  void documentTypesOfGpxAreNotFollowed() throws IOException {
    Path file = folder.resolve("bad.gpx");
    Files.write(
        file,
        ("<?xml version='1.0'?><!DOCTYPE gpx [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
                + "<gpx><trk><trkseg><trkpt lat='1' lon='2'><time>&x;</time></trkpt></trkseg></trk>"
                + "</gpx>")
            .getBytes(StandardCharsets.UTF_8));
    try {
      assertThat(TelemetryFiles.read(file).samples().get(0).time()).isNull();
    } catch (TelemetryException e) {
      assertThat(e).hasMessageContaining("XML");
    }
  }

  private static @Nullable Double film(String name) throws IOException {
    return Objects.requireNonNull(read(name).samples().get(0).view()).film();
  }

  private static Telemetry read(String name) throws IOException {
    return TelemetryFiles.read(EdgeSharedFiles.of("samples/telemetry").resolve(name));
  }

  private static void assertPlace(TelemetrySample sample, double latitude, double longitude) {
    GeoPoint at = Objects.requireNonNull(sample.position());
    assertThat(at.latitude()).isCloseTo(latitude, within(1e-6));
    assertThat(at.longitude()).isCloseTo(longitude, within(1e-6));
  }
}
