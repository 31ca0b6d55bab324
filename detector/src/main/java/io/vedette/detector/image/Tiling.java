package io.vedette.detector.image;

import io.vedette.detector.Box;
import io.vedette.detector.InputSpec;
import io.vedette.detector.TileSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture cut into overlapping tiles of one size, in rows.
 *
 * @param columns tiles beside one another, 1 or more
 * @param rows tiles below one another, 1 or more
 * @param overlap share of a tile that it has in common with the next, 0 to 0.5
 */
public record Tiling(int columns, int rows, double overlap) {

  /** How far a tile may shrink on its way into the detector where their number is left open. */
  private static final double SHRINK = 2;

  public Tiling {
    if (columns < 1 || rows < 1) {
      throw new IllegalArgumentException("tiles " + columns + "x" + rows + " are none");
    }
    TileSpec.checkCount(columns, rows);
    TileSpec.checkOverlap(overlap);
  }

  /**
   * A rectangle of a picture, pixels.
   *
   * @param x of its left edge
   * @param y of its upper edge
   */
  public record Tile(int x, int y, int width, int height) {

    /** The tile as a box of the picture. */
    public Box box() {
      return new Box(x, y, x + width, y + height);
    }
  }

  /**
   * The tiles in which a detector is to see a picture.
   *
   * @param width of the picture, pixels
   * @param height of the picture, pixels
   * @throws IllegalArgumentException when the picture is so large that it takes too many
   */
  public static Tiling by(TileSpec spec, int width, int height, InputSpec input) {
    return spec.automatic()
        ? fitting(width, height, input.width(), input.height(), SHRINK, spec.overlap())
        : new Tiling(spec.columns(), spec.rows(), spec.overlap());
  }

  /**
   * As many tiles as it takes to show a detector objects at least at {@code 1 / shrink} of their
   * size in the picture.
   *
   * @param inputWidth pixels of the detector's input
   * @param inputHeight pixels of the detector's input
   */
  public static Tiling fitting(
      int width, int height, int inputWidth, int inputHeight, double shrink, double overlap) {
    return new Tiling(
        count(width, inputWidth * shrink, overlap),
        count(height, inputHeight * shrink, overlap),
        overlap);
  }

  /** How many tiles of at most a length cover a side. */
  private static int count(int side, double longest, double overlap) {
    double step = longest * (1 - overlap);
    return side <= longest ? 1 : 1 + (int) Math.ceil((side - longest) / step);
  }

  public int count() {
    return columns * rows;
  }

  /** How often a detector looks: at each tile and at the whole, once where they are the same. */
  public int looks() {
    return count() == 1 ? 1 : count() + 1;
  }

  /** The tiles of a picture, row by row; together they cover it. */
  public List<Tile> of(int width, int height) {
    int tileWidth = length(width, columns);
    int tileHeight = length(height, rows);
    List<Tile> tiles = new ArrayList<>(count());
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        tiles.add(
            new Tile(
                start(width, tileWidth, columns, column),
                start(height, tileHeight, rows, row),
                tileWidth,
                tileHeight));
      }
    }
    return tiles;
  }

  /** The length at which so many tiles with this overlap cover a side. */
  private int length(int side, int tiles) {
    return Math.min(side, (int) Math.ceil(side / (tiles - (tiles - 1) * overlap)));
  }

  private static int start(int side, int length, int tiles, int index) {
    return tiles == 1 ? 0 : (int) Math.round((double) (side - length) * index / (tiles - 1));
  }
}
