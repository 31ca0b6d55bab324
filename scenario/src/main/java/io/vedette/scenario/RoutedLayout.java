package io.vedette.scenario;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Path2D;
import java.util.random.RandomGenerator;

/** Pads and vias joined by octilinear traces, routed on a coarse grid so that none cross. */
final class RoutedLayout implements BoardLayout {
  private static final int[][] COMPASS = {
    {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}, {0, -1}, {1, -1}
  };

  @Override
  public void draw(Copper copper, Rectangle area, RandomGenerator random) {
    new Router(copper, area, random).route();
  }

  private static final class Router {
    private final Graphics2D pen;
    private final Rectangle area;
    private final RandomGenerator random;
    private final double cell;
    private final boolean[][] taken;
    private final double widest;

    Router(Copper copper, Rectangle area, RandomGenerator random) {
      this.pen = copper.pen(area);
      this.area = area;
      this.random = random;
      cell = random.nextDouble(34, 100);
      widest = Math.min(32, cell * 0.38);
      taken = new boolean[(int) (area.height / cell) + 2][(int) (area.width / cell) + 2];
    }

    void route() {
      int attempts = taken.length * taken[0].length;
      for (int i = 0; i < attempts; i++) {
        int row = random.nextInt(taken.length);
        int column = random.nextInt(taken[0].length);
        if (!taken[row][column]) {
          walk(row, column);
        }
      }
      pen.dispose();
    }

    private void walk(int startRow, int startColumn) {
      int row = startRow;
      int column = startColumn;
      int direction = random.nextInt(8);
      int steps = random.nextInt(1, 10);
      Path2D path = new Path2D.Double();
      path.moveTo(x(column), y(row));
      taken[row][column] = true;
      for (int i = 0; i < steps; i++) {
        if (random.nextInt(3) == 0) {
          direction = (direction + (random.nextBoolean() ? 1 : 7)) % 8;
        }
        int nextRow = row + COMPASS[direction][1];
        int nextColumn = column + COMPASS[direction][0];
        if (!free(nextRow, nextColumn) || !free(row, nextColumn, nextRow, column)) {
          direction = (direction + (random.nextBoolean() ? 1 : 7)) % 8;
          continue;
        }
        taken[nextRow][nextColumn] = true;
        row = nextRow;
        column = nextColumn;
        path.lineTo(x(column), y(row));
      }
      int join = random.nextBoolean() ? BasicStroke.JOIN_MITER : BasicStroke.JOIN_ROUND;
      float wide = (float) random.nextDouble(Math.min(7, widest - 1), widest);
      pen.setStroke(new BasicStroke(wide, BasicStroke.CAP_ROUND, join, 4));
      pen.draw(path);
      pad(x(startColumn), y(startRow), wide);
      if (random.nextInt(4) != 0) {
        pad(x(column), y(row), wide);
      }
    }

    /** A diagonal step must not squeeze between two neighbours that are both taken. */
    private boolean free(int rowA, int columnA, int rowB, int columnB) {
      return free(rowA, columnA) || free(rowB, columnB);
    }

    private boolean free(int row, int column) {
      return row >= 0
          && column >= 0
          && row < taken.length
          && column < taken[0].length
          && !taken[row][column];
    }

    private void pad(double x, double y, float trace) {
      double radius = Math.max(trace * 0.7, cell * random.nextDouble(0.2, 0.36));
      Pads.draw(pen, x, y, radius, random);
      pen.setColor(Color.WHITE);
    }

    private double x(int column) {
      return area.x + column * cell;
    }

    private double y(int row) {
      return area.y + row * cell;
    }
  }
}
