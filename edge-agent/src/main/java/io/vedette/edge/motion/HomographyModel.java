package io.vedette.edge.motion;

import org.jspecify.annotations.Nullable;

/**
 * Any projective map: what a turning camera does with everything, and a flying one with flat ground
 * that it sees at an angle. Least squares of the linear form with the last element 1 (R. Hartley,
 * A. Zisserman, "Multiple View Geometry", 4.1), on coordinates of the order of 1.
 */
final class HomographyModel implements TransformModel {

  private static final int UNKNOWNS = 8;
  private static final int LEAST_PAIRS = 8;

  /** Coordinates are divided by this, so that all columns have the same order. */
  private static final double UNIT = 160;

  @Override
  public @Nullable PlaneTransform fit(PointPairs pairs, boolean[] chosen) {
    if (PointPairs.count(chosen) < LEAST_PAIRS) {
      return null;
    }
    double[][] normal = new double[UNKNOWNS][UNKNOWNS + 1];
    for (int i = 0; i < pairs.count(); i++) {
      if (chosen[i]) {
        double x = pairs.from()[2 * i] / UNIT - 1;
        double y = pairs.from()[2 * i + 1] / UNIT - 1;
        double u = pairs.to()[2 * i] / UNIT - 1;
        double v = pairs.to()[2 * i + 1] / UNIT - 1;
        add(normal, new double[] {x, y, 1, 0, 0, 0, -u * x, -u * y, u});
        add(normal, new double[] {0, 0, 0, x, y, 1, -v * x, -v * y, v});
      }
    }
    double[] h = solve(normal);
    if (h == null) {
      return null;
    }
    PlaneTransform to = new PlaneTransform(1 / UNIT, 0, -1, 0, 1 / UNIT, -1, 0, 0);
    PlaneTransform from = new PlaneTransform(UNIT, 0, UNIT, 0, UNIT, UNIT, 0, 0);
    try {
      return to.then(new PlaneTransform(h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7])).then(from);
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private static void add(double[][] normal, double[] row) {
    for (int i = 0; i < UNKNOWNS; i++) {
      for (int j = 0; j <= UNKNOWNS; j++) {
        normal[i][j] += row[i] * row[j];
      }
    }
  }

  /** Gauss's elimination with the largest pivots; null for a singular system. */
  private static double @Nullable [] solve(double[][] m) {
    for (int column = 0; column < UNKNOWNS; column++) {
      int pivot = column;
      for (int row = column + 1; row < UNKNOWNS; row++) {
        pivot = Math.abs(m[row][column]) > Math.abs(m[pivot][column]) ? row : pivot;
      }
      double[] line = m[pivot];
      m[pivot] = m[column];
      m[column] = line;
      if (Math.abs(line[column]) < 1e-9) {
        return null;
      }
      for (int row = 0; row < UNKNOWNS; row++) {
        double share = row == column ? 0 : m[row][column] / line[column];
        for (int j = column; share != 0 && j <= UNKNOWNS; j++) {
          m[row][j] -= share * line[j];
        }
      }
    }
    double[] solved = new double[UNKNOWNS];
    for (int i = 0; i < UNKNOWNS; i++) {
      solved[i] = m[i][UNKNOWNS] / m[i][i];
    }
    return solved;
  }
}
