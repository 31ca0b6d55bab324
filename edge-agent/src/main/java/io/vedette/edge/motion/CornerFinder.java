package io.vedette.edge.motion;

import io.vedette.detector.Box;
import java.util.Arrays;
import java.util.List;

/**
 * Finds points whose neighbourhood can be told from that of any point near by: the smaller
 * eigenvalue of the greys' structure tensor is large (J. Shi, C. Tomasi, "Good Features to Track",
 * CVPR 1994). The picture is divided into cells and each gives its best point, so that they are
 * spread over the whole picture.
 */
final class CornerFinder {

  /** Points of a picture at most. */
  static final int MAX_CORNERS = 300;

  /** With fewer corners outside of things, those on them count, too. */
  private static final int LEAST_OUTSIDE = 60;

  private static final int COLUMNS = 20;
  private static final int ROWS = 15;

  /** The tensor is summed over a square of this many pixels around the point, each way. */
  private static final int REACH = 3;

  /** Points nearer to the border cannot be compared well, pixels. */
  private static final int MARGIN = 6;

  /** Least eigenvalue, of squared grey steps a pixel: a weaker corner is noise. */
  private static final float LEAST = 2;

  private CornerFinder() {}

  /**
   * Places of corners.
   *
   * @return x and y in turns, pixels from the upper left border
   */
  static float[] of(GreyPicture picture) {
    return of(picture, List.of());
  }

  /**
   * Places of corners that lie outside of things which may move by themselves, where there are
   * enough; else of all.
   *
   * @param things boxes in pixels of the full picture
   */
  static float[] of(GreyPicture picture, List<Box> things) {
    float[] corners = all(picture);
    float[] kept = new float[corners.length];
    int count = 0;
    for (int i = 0; i < corners.length; i += 2) {
      float x = (float) (corners[i] * picture.scaleX());
      float y = (float) (corners[i + 1] * picture.scaleY());
      if (things.stream().noneMatch(box -> holds(box, x, y))) {
        kept[count++] = corners[i];
        kept[count++] = corners[i + 1];
      }
    }
    return count >= 2 * LEAST_OUTSIDE ? Arrays.copyOf(kept, count) : corners;
  }

  private static boolean holds(Box box, float x, float y) {
    return x >= box.x1() && x <= box.x2() && y >= box.y1() && y <= box.y2();
  }

  private static float[] all(GreyPicture picture) {
    int width = picture.width();
    int height = picture.height();
    if (width <= 2 * MARGIN + 2 || height <= 2 * MARGIN + 2) {
      return new float[0];
    }
    float[] best = new float[COLUMNS * ROWS];
    int[] place = new int[COLUMNS * ROWS];
    Tensor tensor = new Tensor(picture);
    for (int y = MARGIN; y < height - MARGIN; y += 2) {
      tensor.row(y);
      int row = y * ROWS / height * COLUMNS;
      for (int x = MARGIN; x < width - MARGIN; x += 2) {
        float strength = tensor.least(x);
        int cell = row + x * COLUMNS / width;
        if (strength > best[cell]) {
          best[cell] = strength;
          place[cell] = y * width + x;
        }
      }
    }
    float[] corners = new float[2 * MAX_CORNERS];
    int count = 0;
    for (int cell = 0; cell < best.length; cell++) {
      if (best[cell] >= LEAST) {
        corners[count++] = place[cell] % width + 0.5f;
        corners[count++] = place[cell] / width + 0.5f;
      }
    }
    return Arrays.copyOf(corners, count);
  }

  /** Sums of products of the greys' steps, over a square around each pixel of a row. */
  private static final class Tensor {
    private final GreyPicture picture;
    private final float[] xx;
    private final float[] xy;
    private final float[] yy;

    Tensor(GreyPicture picture) {
      this.picture = picture;
      this.xx = new float[picture.width() + 1];
      this.xy = new float[picture.width() + 1];
      this.yy = new float[picture.width() + 1];
    }

    /** Sums up the columns around a row, each with all to its left. */
    void row(int y) {
      int width = picture.width();
      float[] grey = picture.grey();
      Arrays.fill(xx, 0);
      Arrays.fill(xy, 0);
      Arrays.fill(yy, 0);
      for (int v = y - REACH; v <= y + REACH; v++) {
        int at = v * width;
        for (int x = 1; x < width - 1; x++) {
          float dx = (grey[at + x + 1] - grey[at + x - 1]) / 2;
          float dy = (grey[at + x + width] - grey[at + x - width]) / 2;
          xx[x + 1] += dx * dx;
          xy[x + 1] += dx * dy;
          yy[x + 1] += dy * dy;
        }
      }
      for (int x = 1; x <= width; x++) {
        xx[x] += xx[x - 1];
        xy[x] += xy[x - 1];
        yy[x] += yy[x - 1];
      }
    }

    /** The smaller eigenvalue at a pixel of the row, for one pixel of the square. */
    float least(int x) {
      int from = x - REACH;
      int to = x + REACH + 1;
      float a = xx[to] - xx[from];
      float b = xy[to] - xy[from];
      float c = yy[to] - yy[from];
      float root = (float) Math.sqrt((a - c) * (a - c) / 4 + b * b);
      return ((a + c) / 2 - root) / ((2 * REACH + 1) * (2 * REACH + 1));
    }
  }
}
