package io.vedette.edge.terrain;

import io.vedette.edge.place.GeoPoint;
import io.vedette.edge.place.Terrain;
import java.util.OptionalDouble;

/**
 * Heights on a grid in latitude and longitude, interpolated between four neighbours. A place with a
 * neighbour that has no height, or outside the grid, has none.
 */
final class RasterTerrain implements Terrain {

  private static final double METRES_PER_DEGREE = 111_320;

  private final float[] heights;
  private final int rows;
  private final int columns;
  private final double north;
  private final double west;
  private final double latitudeStep;
  private final double longitudeStep;

  /**
   * @param heights row by row from the north, metres; NaN where unknown
   * @param north latitude of the first row's samples, degrees
   * @param west longitude of the first column's samples, degrees
   * @param latitudeStep degrees to the next row in the south, above 0
   * @param longitudeStep degrees to the next column in the east, above 0
   */
  RasterTerrain(
      float[] heights,
      int rows,
      int columns,
      double north,
      double west,
      double latitudeStep,
      double longitudeStep) {
    this.heights = heights;
    this.rows = rows;
    this.columns = columns;
    this.north = north;
    this.west = west;
    this.latitudeStep = latitudeStep;
    this.longitudeStep = longitudeStep;
  }

  @Override
  public OptionalDouble height(GeoPoint at) {
    double row = (north - at.latitude()) / latitudeStep;
    double column = (at.longitude() - west) / longitudeStep;
    double turn = 360 / longitudeStep;
    if (column < 0) {
      column += turn; // a grid that begins west of the 180th meridian goes on beyond it
    } else if (column > columns - 1 && column - turn >= 0) {
      column -= turn;
    }
    if (!(row >= 0 && row <= rows - 1 && column >= 0 && column <= columns - 1)) {
      return OptionalDouble.empty();
    }
    int top = Math.min((int) row, Math.max(0, rows - 2));
    int left = Math.min((int) column, Math.max(0, columns - 2));
    int bottom = Math.min(top + 1, rows - 1);
    int right = Math.min(left + 1, columns - 1);
    double down = row - top;
    double over = column - left;
    double height =
        weighted(top, left, (1 - down) * (1 - over))
            + weighted(top, right, (1 - down) * over)
            + weighted(bottom, left, down * (1 - over))
            + weighted(bottom, right, down * over);
    return Double.isNaN(height) ? OptionalDouble.empty() : OptionalDouble.of(height);
  }

  /** A neighbour without weight need not be known. */
  private double weighted(int row, int column, double weight) {
    return weight == 0 ? 0 : weight * heights[row * columns + column];
  }

  @Override
  public double resolution() {
    return latitudeStep * METRES_PER_DEGREE;
  }
}
