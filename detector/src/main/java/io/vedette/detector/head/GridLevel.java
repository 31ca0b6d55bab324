package io.vedette.detector.head;

import io.vedette.detector.InputSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * One grid of cells, row by row.
 *
 * @param stride side of a cell, input pixels
 * @param first number of cells of the grids before it
 */
record GridLevel(int stride, int columns, int rows, int first) {

  /** The grids of an input, one per stride. */
  static List<GridLevel> of(InputSpec input, int... strides) {
    List<GridLevel> levels = new ArrayList<>();
    int first = 0;
    for (int stride : strides) {
      GridLevel level =
          new GridLevel(stride, Grid.columns(input, stride), Grid.rows(input, stride), first);
      levels.add(level);
      first += level.cells();
    }
    return levels;
  }

  int cells() {
    return columns * rows;
  }

  int x(int cell) {
    return cell % columns;
  }

  int y(int cell) {
    return cell / columns;
  }
}
