package io.vedette.edge.terrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.edge.EdgeSharedFiles;
import io.vedette.edge.place.GeoPoint;
import io.vedette.edge.place.Terrain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class TerrainFilesTest {

  @Test
  void aTileOfSrtm() throws IOException {
    Terrain terrain =
        TerrainFiles.read(EdgeSharedFiles.of("samples/telemetry/terrain/N44W072.hgt"));
    assertThat(terrain.height(new GeoPoint(45, -72)).getAsDouble()).isEqualTo(415);
    assertThat(terrain.height(new GeoPoint(44.5, -71.5)).getAsDouble()).isEqualTo(315);
    assertThat(terrain.height(new GeoPoint(44, -71)).getAsDouble()).isEqualTo(139);
    assertThat(terrain.height(new GeoPoint(44.2706, -71.3033)).getAsDouble())
        .as("Mount Washington")
        .isBetween(1850.0, 1908.0);
    assertThat(terrain.height(new GeoPoint(43.99, -71.5))).isEmpty();
    assertThat(terrain.resolution()).isCloseTo(92.8, within(0.1));
  }

  @Test
  void aGlobalGeoTiffGoesRoundTheEarth() throws IOException {
    Terrain terrain =
        TerrainFiles.read(EdgeSharedFiles.of("samples/telemetry/terrain/ETOPO1_1deg.tif"));
    assertThat(terrain.height(new GeoPoint(28, 87)).getAsDouble())
        .as("beside Mount Everest")
        .isBetween(3000.0, 7000.0);
    assertThat(terrain.height(new GeoPoint(11.5, 142.5)).getAsDouble())
        .as("Mariana Trench")
        .isLessThan(-4000);
    double east = terrain.height(new GeoPoint(0, 179.9)).getAsDouble();
    double west = terrain.height(new GeoPoint(0, -179.9)).getAsDouble();
    assertThat(east).isCloseTo(west, within(500.0));
  }

  @Test
  void heightsThatAreMissingAreUnknown() throws IOException {
    Path file = EdgeSharedFiles.of("samples/telemetry/terrain/nodata.geotiff");
    Terrain terrain = TerrainFiles.read(file);
    ByteBuffer data =
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).position(0x180);
    int unknown = 0;
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        float stored = data.getFloat();
        GeoPoint at = new GeoPoint(2 - row, column);
        if (stored == 9999) {
          unknown++;
          assertThat(terrain.height(at)).isEmpty();
        } else {
          assertThat(terrain.height(at).getAsDouble()).isCloseTo(stored, within(1e-4));
        }
      }
    }
    assertThat(unknown).isPositive();
  }

  @Test
  void deflateAndFloatingPointPredictor() throws IOException {
    float[] heights = {1.5f, 2.5f, -3, 400, 500.25f, 600};
    byte[] planes = new byte[24];
    for (int row = 0; row < 2; row++) {
      for (int i = 0; i < 3; i++) {
        byte[] big = ByteBuffer.allocate(4).putFloat(heights[row * 3 + i]).array();
        for (int part = 0; part < 4; part++) {
          planes[row * 12 + part * 3 + i] = big[part];
        }
      }
      for (int i = 11; i > 0; i--) {
        planes[row * 12 + i] -= planes[row * 12 + i - 1];
      }
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(packed)) {
      deflate.write(planes);
    }
    Terrain terrain = GeoTiff.read(tiff(packed.toByteArray(), 8, 3));
    assertThat(terrain.height(new GeoPoint(9.5, 20.5)).getAsDouble()).isEqualTo(1.5);
    assertThat(terrain.height(new GeoPoint(8.5, 21.5)).getAsDouble()).isEqualTo(500.25);
    assertThat(terrain.height(new GeoPoint(9, 21)).getAsDouble())
        .isEqualTo((1.5 + 2.5 + 400 + 500.25) / 4);
  }

  @Test
  void whatIsNotReadSaysSo() throws IOException {
    assertThatThrownBy(() -> GeoTiff.read(tiff(new byte[24], 5, 1)))
        .isInstanceOf(TerrainException.class)
        .hasMessageContaining("compression 5");
    assertThatThrownBy(() -> TerrainFiles.tile(new byte[100], "N44W072.hgt"))
        .hasMessageContaining("is it cut off?");
    assertThatThrownBy(() -> TerrainFiles.tile(new byte[100], "photo.png"))
        .hasMessageContaining("neither GeoTIFF nor a tile");
  }

  @Test
  void tilesThatAreMostlyBesideTheGridAreRefused() {
    ByteBuffer file = ByteBuffer.wrap(tiff(new byte[24], 1, 1)).order(ByteOrder.LITTLE_ENDIAN);
    // 60,000 tiles, each one wide and 60,000 high, for a grid of one row
    setTag(file, 0, 256, 60_000);
    setTag(file, 1, 257, 1);
    setTag(file, 6, 322, 1);
    setTag(file, 8, 323, 60_000);
    assertThatThrownBy(() -> GeoTiff.read(file.array()))
        .isInstanceOf(TerrainException.class)
        .hasMessageContaining("60000 x 1 tiles of 1 x 60000");
  }

  private static void setTag(ByteBuffer file, int entry, int tag, int value) {
    file.putShort(10 + 12 * entry, (short) tag).putInt(10 + 12 * entry + 8, value);
  }

  @Test
  void damagedFilesAreReadOrRefused() throws IOException {
    Random random = new Random(7);
    byte[] whole = tiff(new byte[24], 1, 1);
    int refused = 0;
    for (int round = 0; round < 3000; round++) {
      byte[] damaged =
          random.nextInt(4) == 0
              ? Arrays.copyOf(whole, 8 + random.nextInt(whole.length - 8))
              : whole.clone();
      for (int i = 0; i < 1 + random.nextInt(4); i++) {
        damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt();
      }
      try {
        GeoTiff.read(damaged);
      } catch (TerrainException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  /** Three columns and two rows of floats from 10 north, 20 east, in degrees. */
  private static byte[] tiff(byte[] data, int compression, int predictor) {
    int[][] tags = {
      {256, 3, 1, 3},
      {257, 3, 1, 2},
      {258, 3, 1, 32},
      {259, 3, 1, compression},
      {273, 4, 1, 400},
      {277, 3, 1, 1},
      {278, 3, 1, 2},
      {279, 4, 1, data.length},
      {317, 3, 1, predictor},
      {339, 3, 1, 3},
      {33550, 12, 3, 200},
      {33922, 12, 6, 230},
      {34735, 3, 8, 300}
    };
    ByteBuffer file = ByteBuffer.allocate(400 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
    file.putShort((short) tags.length);
    for (int[] tag : tags) {
      file.putShort((short) tag[0]).putShort((short) tag[1]).putInt(tag[2]).putInt(tag[3]);
    }
    file.position(200).putDouble(1).putDouble(1).putDouble(0);
    file.position(230).putDouble(0).putDouble(0).putDouble(0).putDouble(20).putDouble(10);
    file.position(300);
    for (int key : new int[] {1, 1, 0, 1, 1024, 0, 1, 2}) {
      file.putShort((short) key);
    }
    file.position(400).put(data);
    return file.array();
  }
}
