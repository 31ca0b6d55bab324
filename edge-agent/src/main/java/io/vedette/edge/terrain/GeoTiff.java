package io.vedette.edge.terrain;

import io.vedette.edge.place.Terrain;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The part of GeoTIFF (OGC 19-008) that files of heights use: one band of integers or floats in
 * strips or tiles, plain or with Deflate, on a grid in degrees. Projected grids, other compressions
 * and BigTIFF are refused by name.
 */
final class GeoTiff {

  private static final int MAX_SAMPLES = 64 * 1024 * 1024;
  private static final long MAX_STORED = 4L * MAX_SAMPLES;
  private static final int MAX_ENTRIES = 256;
  private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

  private final ByteBuffer file;
  private final Map<Integer, Integer> entries = new HashMap<>();

  private GeoTiff(ByteBuffer file) {
    this.file = file;
  }

  static boolean isTiff(byte[] bytes) {
    return bytes.length >= 8
        && bytes[0] == bytes[1]
        && (bytes[0] == 'I' || bytes[0] == 'M')
        && (bytes[2] + bytes[3] == 42 || bytes[2] + bytes[3] == 43);
  }

  static Terrain read(byte[] bytes) throws TerrainException {
    if (bytes[2] + bytes[3] == 43) {
      throw new TerrainException("BigTIFF is not read; write it as plain GeoTIFF");
    }
    ByteOrder order = bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    GeoTiff tiff = new GeoTiff(ByteBuffer.wrap(bytes).order(order));
    tiff.directory();
    return tiff.terrain();
  }

  private void directory() throws TerrainException {
    int at = file.getInt(4);
    if (at < 0 || at > file.limit() - 2) {
      throw new TerrainException("the TIFF is cut off");
    }
    int count = Math.min(file.getShort(at) & 0xffff, MAX_ENTRIES);
    for (int i = 0; i < count && at + 2L + (i + 1) * 12L <= file.limit(); i++) {
      int entry = at + 2 + i * 12;
      entries.putIfAbsent(file.getShort(entry) & 0xffff, entry);
    }
  }

  private Terrain terrain() throws TerrainException {
    int width = whole(256, 0, 0);
    int height = whole(257, 0, 0);
    if (width < 1 || height < 1 || (long) width * height > MAX_SAMPLES) {
      throw new TerrainException("a grid of " + width + " x " + height + " is not read");
    }
    if (whole(277, 0, 1) != 1) {
      throw new TerrainException("more than one band: heights have one");
    }
    checkDegrees();
    double[] scale = {number(33550, 0), number(33550, 1)};
    double[] tie = {number(33922, 0), number(33922, 1), number(33922, 3), number(33922, 4)};
    if (!(scale[0] > 0) || !(scale[1] > 0) || Double.isNaN(tie[2] + tie[3])) {
      throw new TerrainException("the file does not say where its grid lies");
    }
    double half = geoKey(1025) == 2 ? 0 : 0.5; // the raster's point is a corner, or the sample
    double north = tie[3] + (tie[1] - half) * scale[1];
    double west = tie[2] + (half - tie[0]) * scale[0];
    float[] heights = new float[width * height];
    samples(width, height, heights);
    return new RasterTerrain(heights, height, width, north, west, scale[1], scale[0]);
  }

  private void checkDegrees() throws TerrainException {
    int model = geoKey(1024);
    if (model != 2) {
      throw new TerrainException(
          "the grid is not in degrees of latitude and longitude; convert it to WGS84 (EPSG:4326)");
    }
  }

  /** A short value of the directory of keys (tag 34735); 0 for none. */
  private int geoKey(int key) {
    int count = whole(34735, 3, 0);
    for (int i = 1; i <= Math.min(count, MAX_ENTRIES); i++) {
      if (whole(34735, i * 4, 0) == key && whole(34735, i * 4 + 1, 0) == 0) {
        return whole(34735, i * 4 + 3, 0);
      }
    }
    return 0;
  }

  private void samples(int width, int height, float[] heights) throws TerrainException {
    boolean tiled = entries.containsKey(322);
    int blockWidth = tiled ? whole(322, 0, 0) : width;
    int blockHeight = tiled ? whole(323, 0, 0) : Math.min(height, whole(278, 0, height));
    if (blockWidth < 1 || blockHeight < 1 || (long) blockWidth * blockHeight > MAX_SAMPLES) {
      throw new TerrainException("blocks of " + blockWidth + " x " + blockHeight + " are not read");
    }
    int across = (width + blockWidth - 1) / blockWidth;
    int down = (height + blockHeight - 1) / blockHeight;
    // The samples of all blocks, those beyond the grid's edges too: tiles may be far larger than
    // it.
    long stored = (long) across * down * blockWidth * blockHeight;
    if (stored > MAX_STORED) {
      throw new TerrainException(
          across
              + " x "
              + down
              + " tiles of "
              + blockWidth
              + " x "
              + blockHeight
              + " are not read");
    }
    Samples form = new Samples(whole(258, 0, 1), whole(339, 0, 1), whole(317, 0, 1));
    float none = noData();
    for (int block = 0; block < across * down; block++) {
      int left = block % across * blockWidth;
      int top = block / across * blockHeight;
      int rows = tiled ? blockHeight : Math.min(blockHeight, height - top);
      ByteBuffer data =
          block(block, tiled, (long) blockWidth * rows * form.bytes()).order(file.order());
      form.undoPredictor(data, blockWidth, rows);
      for (int y = 0; y < Math.min(rows, height - top); y++) {
        for (int x = 0; x < Math.min(blockWidth, width - left); x++) {
          float value = form.at(data, y * blockWidth + x);
          heights[(top + y) * width + left + x] =
              value == none || Math.abs(value) > 20_000 ? Float.NaN : value;
        }
      }
    }
  }

  private ByteBuffer block(int block, boolean tiled, long length) throws TerrainException {
    long at = unsigned(tiled ? 324 : 273, block);
    long stored = unsigned(tiled ? 325 : 279, block);
    if (at < 0 || stored < 0 || at + stored > file.limit() || length > Integer.MAX_VALUE - 8) {
      throw new TerrainException("the TIFF is cut off");
    }
    byte[] bytes = new byte[(int) length];
    int compression = whole(259, 0, 1);
    if (compression == 1) {
      if (stored < length) {
        throw new TerrainException("the TIFF is cut off");
      }
      file.get((int) at, bytes);
    } else if (compression == 8 || compression == 32946) {
      inflate((int) at, (int) stored, bytes);
    } else {
      throw new TerrainException(
          "compression " + compression + " is not read; write it plain or with DEFLATE");
    }
    return ByteBuffer.wrap(bytes);
  }

  private void inflate(int at, int stored, byte[] into) throws TerrainException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(file.array(), at, stored);
      int filled = 0;
      while (filled < into.length) {
        int more = inflater.inflate(into, filled, into.length - filled);
        if (more == 0) {
          throw new TerrainException("compressed data is cut off");
        }
        filled += more;
      }
    } catch (DataFormatException e) {
      throw new TerrainException("compressed data is damaged");
    } finally {
      inflater.end();
    }
  }

  /** GDAL's text of the value that means no height; NaN for none. */
  private float noData() {
    Integer entry = entries.get(42113);
    if (entry == null) {
      return Float.NaN;
    }
    int count = file.getInt(entry + 4);
    int at = place(entry, count, 1);
    if (at < 0 || count > 40) {
      return Float.NaN;
    }
    byte[] text = new byte[count];
    file.get(at, text);
    try {
      return Float.parseFloat(
          new String(text, StandardCharsets.US_ASCII).replace("\0", "").strip());
    } catch (NumberFormatException e) {
      return Float.NaN;
    }
  }

  private int whole(int tag, int index, int otherwise) {
    long value = unsigned(tag, index);
    return value < 0 || value > Integer.MAX_VALUE ? otherwise : (int) value;
  }

  /** A whole number of an entry; -1 for none. */
  private long unsigned(int tag, int index) {
    Integer at = value(tag, index);
    Integer entry = entries.get(tag);
    if (at == null || entry == null) {
      return -1;
    }
    return switch (file.getShort(entry + 2)) {
      case 1 -> file.get(at) & 0xff;
      case 3 -> file.getShort(at) & 0xffff;
      case 4 -> file.getInt(at) & 0xffffffffL;
      default -> -1;
    };
  }

  /** A double of an entry; NaN for none. */
  private double number(int tag, int index) {
    Integer at = value(tag, index);
    Integer entry = entries.get(tag);
    return at == null || entry == null || file.getShort(entry + 2) != 12
        ? Double.NaN
        : file.getDouble(at);
  }

  private @Nullable Integer value(int tag, int index) {
    Integer entry = entries.get(tag);
    if (entry == null) {
      return null;
    }
    int type = file.getShort(entry + 2) & 0xffff;
    int count = file.getInt(entry + 4);
    if (type >= SIZES.length || index < 0 || index >= count) {
      return null;
    }
    int at = place(entry, count, SIZES[type]);
    return at < 0 ? null : Integer.valueOf(at + index * SIZES[type]);
  }

  private int place(int entry, int count, int size) {
    long length = (long) count * size;
    long at = length <= 4 ? entry + 8 : file.getInt(entry + 8) & 0xffffffffL;
    return count > 0 && at + length <= file.limit() ? (int) at : -1;
  }

  /**
   * How samples are written.
   *
   * @param bits of a sample
   * @param format 1: unsigned, 2: signed, 3: float
   * @param predictor 1: none, 2: horizontal differences, 3: floating point
   */
  private record Samples(int bits, int format, int predictor) {

    int bytes() throws TerrainException {
      boolean known = (bits == 16 && format != 3) || bits == 32 || (bits == 64 && format == 3);
      if (!known || format < 1 || format > 3) {
        throw new TerrainException("samples of " + bits + " bits are not read");
      }
      boolean undone =
          predictor == 1 || (predictor == 2 && format != 3) || (predictor == 3 && format == 3);
      if (!undone) {
        throw new TerrainException("predictor " + predictor + " is not read");
      }
      return bits / 8;
    }

    float at(ByteBuffer data, int index) {
      if (format == 3) {
        return bits == 32 ? data.getFloat(index * 4) : (float) data.getDouble(index * 8);
      }
      if (bits == 16) {
        short value = data.getShort(index * 2);
        return format == 2 ? value : value & 0xffff;
      }
      int value = data.getInt(index * 4);
      return format == 2 ? value : value & 0xffffffffL;
    }

    void undoPredictor(ByteBuffer data, int width, int rows) {
      for (int y = 0; y < rows && predictor != 1; y++) {
        if (predictor == 2) {
          undoDifferences(data, y * width, width);
        } else {
          undoFloats(data, y * width * (bits / 8), width);
        }
      }
    }

    private void undoDifferences(ByteBuffer data, int from, int width) {
      for (int i = from + 1; i < from + width; i++) {
        if (bits == 16) {
          data.putShort(i * 2, (short) (data.getShort(i * 2) + data.getShort(i * 2 - 2)));
        } else {
          data.putInt(i * 4, data.getInt(i * 4) + data.getInt(i * 4 - 4));
        }
      }
    }

    /** Bytes are differences, and lie in planes, the most significant first (Adobe note 3). */
    private void undoFloats(ByteBuffer data, int from, int width) {
      int size = bits / 8;
      byte[] row = new byte[width * size];
      data.get(from, row);
      for (int i = 1; i < row.length; i++) {
        row[i] += row[i - 1];
      }
      boolean big = data.order() == ByteOrder.BIG_ENDIAN;
      for (int i = 0; i < width; i++) {
        for (int part = 0; part < size; part++) {
          data.put(from + i * size + (big ? part : size - 1 - part), row[part * width + i]);
        }
      }
    }
  }
}
