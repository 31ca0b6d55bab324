package io.vedette.edge.track;

import java.util.Arrays;

/**
 * Pairs rows with columns at the least total cost: the Hungarian method with shortest augmenting
 * paths (H. W. Kuhn 1955; R. Jonker, A. Volgenant 1987). A greedy method would swap tracks where
 * two objects cross.
 */
final class HungarianAssignment {

  /** More than any sum of real costs: such a pair is chosen only where there is no other. */
  private static final double FORBIDDEN = 1e6;

  private HungarianAssignment() {}

  /**
   * Pairs every row that can be paired.
   *
   * @param cost {@code [rows][columns]}, not negative
   * @param limit pairs that cost more are not allowed
   * @return for each row its column, or -1
   */
  static int[] of(double[][] cost, double limit) {
    int rows = cost.length;
    int columns = rows == 0 ? 0 : cost[0].length;
    int[] columnOf = new int[rows];
    Arrays.fill(columnOf, -1);
    boolean wide = rows <= columns;
    double[][] allowed = new double[Math.min(rows, columns)][Math.max(rows, columns)];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        allowed[wide ? r : c][wide ? c : r] = cost[r][c] <= limit ? cost[r][c] : FORBIDDEN;
      }
    }
    int[] partner = solve(allowed);
    for (int longer = 0; longer < Math.max(rows, columns) && columns > 0; longer++) {
      int r = wide ? partner[longer] : longer;
      int c = wide ? longer : partner[longer];
      if (r >= 0 && c >= 0 && cost[r][c] <= limit) {
        columnOf[r] = c;
      }
    }
    return columnOf;
  }

  /**
   * Adds row after row, each by the cheapest path of exchanges; prices keep what is left of each
   * cost from becoming negative.
   *
   * @param cost no more rows than columns
   * @return for each column its row, or -1
   */
  private static int[] solve(double[][] cost) {
    int columns = cost.length == 0 ? 0 : cost[0].length;
    double[] rowPrice = new double[cost.length];
    double[] columnPrice = new double[columns + 1];
    int[] rowOf = new int[columns + 1];
    Arrays.fill(rowOf, -1);
    for (int row = 0; row < cost.length; row++) {
      double[] distance = new double[columns];
      int[] before = new int[columns];
      boolean[] done = new boolean[columns + 1];
      Arrays.fill(distance, Double.POSITIVE_INFINITY);
      // The path begins at a column that is not there, whose row is the new one.
      int at = columns;
      rowOf[columns] = row;
      while (rowOf[at] != -1) {
        done[at] = true;
        int from = rowOf[at];
        int nearest = -1;
        for (int c = 0; c < columns; c++) {
          if (done[c]) {
            continue;
          }
          double step = cost[from][c] - rowPrice[from] - columnPrice[c];
          if (step < distance[c]) {
            distance[c] = step;
            before[c] = at;
          }
          if (nearest < 0 || distance[c] < distance[nearest]) {
            nearest = c;
          }
        }
        double shortest = distance[nearest];
        for (int c = 0; c <= columns; c++) {
          if (done[c]) {
            rowPrice[rowOf[c]] += shortest;
            columnPrice[c] -= shortest;
          } else {
            distance[c] -= shortest;
          }
        }
        at = nearest;
      }
      while (at != columns) {
        rowOf[at] = rowOf[before[at]];
        at = before[at];
      }
      rowOf[columns] = -1;
    }
    return rowOf;
  }
}
