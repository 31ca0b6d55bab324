package io.vedette.edge.terrain;

import io.vedette.edge.place.Terrain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads files of heights: SRTM by their name, GeoTIFF by their content. */
public final class TerrainFiles {

  /** Larger files are refused, bytes. */
  static final int MAX_BYTES = 512 * 1024 * 1024;

  private static final Pattern TILE = Pattern.compile("([NS])(\\d{2})([EW])(\\d{3})");
  private static final short VOID = -32_768;

  private TerrainFiles() {}

  /**
   * Reads a file of heights above sea level.
   *
   * @throws TerrainException in one line, when it is damaged or of another kind
   */
  public static Terrain read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    try {
      if (bytes.length > MAX_BYTES) {
        throw new TerrainException("larger than " + MAX_BYTES / 1024 / 1024 + " MiB");
      }
      return GeoTiff.isTiff(bytes)
          ? GeoTiff.read(bytes)
          : tile(bytes, String.valueOf(file.getFileName()));
    } catch (TerrainException e) {
      throw new TerrainException(file + ": " + e.getMessage());
    }
  }

  /**
   * A tile of SRTM: a square of one degree in 1201 or 3601 rows of big-endian 16-bit metres, whose
   * name is its south-west corner.
   */
  static Terrain tile(byte[] bytes, String name) throws TerrainException {
    Matcher corner = TILE.matcher(name.toUpperCase(Locale.ROOT));
    int side = (int) Math.round(Math.sqrt(bytes.length / 2.0));
    if (!corner.find()) {
      throw new TerrainException("neither GeoTIFF nor a tile named as N44W072.hgt");
    }
    if ((side != 1201 && side != 3601) || (long) side * side * 2 != bytes.length) {
      throw new TerrainException(
          bytes.length + " bytes are no tile of 1201 or 3601 rows; is it cut off?");
    }
    double south = Integer.parseInt(corner.group(2)) * (corner.group(1).equals("N") ? 1 : -1);
    double west = Integer.parseInt(corner.group(4)) * (corner.group(3).equals("E") ? 1 : -1);
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
    float[] heights = new float[side * side];
    for (int i = 0; i < heights.length; i++) {
      short height = data.getShort();
      heights[i] = height == VOID ? Float.NaN : height;
    }
    double step = 1.0 / (side - 1);
    return new RasterTerrain(heights, side, side, south + 1, west, step, step);
  }
}
