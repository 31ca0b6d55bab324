package io.vedette.detector;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How pictures are looked at: each as a whole, or in overlapping tiles and as a whole, so that
 * small objects of large pictures keep their size.
 *
 * @param grid columns and rows of tiles as {@code 3x2}; {@code auto}: so many that none shrinks to
 *     less than half its size on its way into the detector; {@code 1x1}: no tiles
 * @param overlap share of a tile that it has in common with the next, 0 to 0.5; 0 without tiles
 */
public record TileSpec(String grid, Double overlap) {

  /** More tiles of one picture than this are a mistake. */
  public static final int MAX_TILES = 256;

  /** Of a tile, in common with the next, unless something else is said. */
  public static final double OVERLAP = 0.2;

  private static final String NONE = "1x1";
  private static final String AUTOMATIC = "auto";
  private static final Pattern GRID = Pattern.compile("[1-9]\\d{0,2}x[1-9]\\d{0,2}");

  /** Pictures as they are. */
  public static final TileSpec WHOLE = new TileSpec(NONE, 0.0);

  /**
   * @param overlap null for the usual one
   * @throws IllegalArgumentException in one line, when there are no such tiles
   */
  public TileSpec(String grid, @Nullable Double overlap) {
    if (grid == null || !(grid.equals(AUTOMATIC) || GRID.matcher(grid).matches())) {
      throw new IllegalArgumentException(
          "tiles '" + grid + "': give columns and rows as 3x2, auto, or 1x1 for none");
    }
    double share = overlap == null ? OVERLAP : overlap;
    checkOverlap(share);
    this.grid = grid;
    this.overlap = grid.equals(NONE) ? 0 : share;
    checkCount(columns(), rows());
  }

  /** Those of a grid, with the usual overlap. */
  public static TileSpec valueOf(String grid) {
    return new TileSpec(grid, null);
  }

  /**
   * @throws IllegalArgumentException unless the share is 0 to 0.5
   */
  public static void checkOverlap(double overlap) {
    if (!(overlap >= 0 && overlap <= 0.5)) {
      throw new IllegalArgumentException("overlap " + overlap + " is not 0 to 0.5");
    }
  }

  /**
   * @throws IllegalArgumentException when there are more than {@link #MAX_TILES}
   */
  public static void checkCount(int columns, int rows) {
    if ((long) columns * rows > MAX_TILES) {
      throw new IllegalArgumentException(
          "tiles " + columns + "x" + rows + " are not 1 to " + MAX_TILES);
    }
  }

  /** Whether pictures are cut at all. */
  public boolean cuts() {
    return !grid.equals(NONE);
  }

  /** Whether the picture decides how many tiles there are. */
  public boolean automatic() {
    return grid.equals(AUTOMATIC);
  }

  /** Tiles beside one another; 0 where the picture decides. */
  public int columns() {
    return automatic() ? 0 : Integer.parseInt(grid.substring(0, grid.indexOf('x')));
  }

  /** Tiles below one another; 0 where the picture decides. */
  public int rows() {
    return automatic() ? 0 : Integer.parseInt(grid.substring(grid.indexOf('x') + 1));
  }

  /** How often the graph runs for a picture: for each tile and the whole; 1 where nobody knows. */
  public int looks() {
    return cuts() ? columns() * rows() + 1 : 1;
  }
}
