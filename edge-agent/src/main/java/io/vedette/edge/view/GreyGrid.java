package io.vedette.edge.view;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.FrameImage;
import io.vedette.detector.Picture;
import io.vedette.edge.motion.GreyPicture;
import io.vedette.edge.motion.PlaneTransform;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Mean greys of a picture's {@value #CELLS} x {@value #CELLS} cells: enough to find motion and new
 * scenes.
 *
 * @param width of the picture, pixels
 * @param height of the picture, pixels
 * @param cells row by row, 0 to 255
 */
public record GreyGrid(int width, int height, float[] cells) {

  public static final int CELLS = 24;

  /** Samples along the shorter side; more would cost time without use. */
  private static final int SAMPLES = 6 * CELLS;

  /** Samples of a cell of a small picture, each way. */
  private static final int FINE = 6;

  /** A cell whose mean grey changes by more than this moves; sensor noise is below. */
  private static final float MOVES = 6;

  /** With a larger share in motion, camera or light have changed, no object. */
  private static final float WHOLE_PICTURE = 0.5f;

  /** Of no picture: all cells of the next one have moved. */
  public static final GreyGrid NONE = new GreyGrid(0, 0, new float[CELLS * CELLS]);

  /** The grid of an image, from some pixels of some rows of what is cheapest to look at. */
  public static GreyGrid of(FrameImage image) {
    return new GreyGrid(image.width(), image.height(), cells(image.small()));
  }

  private static float[] cells(Picture picture) {
    int step = Math.max(1, Math.min(picture.width(), picture.height()) / SAMPLES);
    float[] sum = new float[CELLS * CELLS];
    int[] count = new int[CELLS * CELLS];
    byte[] bgr = picture.bgr();
    for (int y = 0; y < picture.height(); y += step) {
      int row = y * CELLS / picture.height() * CELLS;
      for (int x = 0; x < picture.width(); x += step) {
        int cell = row + x * CELLS / picture.width();
        int at = (y * picture.width() + x) * 3;
        sum[cell] += ((bgr[at] & 255) + (bgr[at + 1] & 255) + (bgr[at + 2] & 255)) / 3f;
        count[cell]++;
      }
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= Math.max(1, count[i]);
    }
    return sum;
  }

  /** The grid of a small picture. */
  public static GreyGrid of(GreyPicture picture) {
    return of(picture, PlaneTransform.IDENTITY);
  }

  /**
   * The grid of an earlier picture as a camera would see it that has moved since. Cells that the
   * earlier picture does not show in whole are NaN: nothing can be said of them.
   *
   * @param motion from the earlier picture to the later one, pixels of the full pictures
   */
  public static GreyGrid of(GreyPicture earlier, PlaneTransform motion) {
    PlaneTransform back = motion.scaled(1 / earlier.scaleX(), 1 / earlier.scaleY()).inverse();
    float[] cells = new float[CELLS * CELLS];
    int side = CELLS * FINE;
    for (int i = 0; i < side * side; i++) {
      double x = (i % side + 0.5) * earlier.width() / side;
      double y = (i / side + 0.5) * earlier.height() / side;
      double u = back.x(x, y);
      double v = back.y(x, y);
      boolean inside = u >= 0 && v >= 0 && u <= earlier.width() && v <= earlier.height();
      int cell = i / side / FINE * CELLS + i % side / FINE;
      cells[cell] += inside ? earlier.at(u, v) / (FINE * FINE) : Float.NaN;
    }
    return new GreyGrid(earlier.fullWidth(), earlier.fullHeight(), cells);
  }

  /** Whether something is known of a cell. */
  public boolean isKnown(int cell) {
    return !Float.isNaN(cells[cell]);
  }

  /** Which cells moved since another picture; all where sizes differ. */
  public boolean[] movedSince(GreyGrid before) {
    boolean comparable = before.width == width && before.height == height;
    boolean[] moved = new boolean[cells.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = !comparable || Math.abs(cells[i] - before.cells[i]) > MOVES;
    }
    return moved;
  }

  /** Share of all cells that moved outside all detections, 0 to 1; 0 where most moved. */
  public float unseen(boolean[] moved, List<Detection> detections) {
    int unseen = 0;
    int all = 0;
    for (int i = 0; i < moved.length; i++) {
      if (moved[i]) {
        all++;
        float x = (i % CELLS + 0.5f) * width / CELLS;
        float y = (i / CELLS + 0.5f) * height / CELLS;
        unseen += detections.stream().anyMatch(d -> holds(d.box(), x, y)) ? 0 : 1;
      }
    }
    return all > WHOLE_PICTURE * moved.length ? 0 : (float) unseen / moved.length;
  }

  /** The cells that moved outside all detections, pixels; none where most moved. */
  public List<Box> unseenCells(boolean[] moved, List<Detection> detections) {
    if (unseen(moved, detections) == 0) {
      return List.of();
    }
    return IntStream.range(0, moved.length)
        .filter(i -> moved[i])
        .mapToObj(this::cell)
        .filter(c -> detections.stream().noneMatch(d -> holds(d.box(), c.centerX(), c.centerY())))
        .toList();
  }

  private Box cell(int index) {
    float w = (float) width / CELLS;
    float h = (float) height / CELLS;
    return new Box(0, 0, w, h).shift(index % CELLS * w, index / CELLS * h);
  }

  private static boolean holds(Box box, float x, float y) {
    return x >= box.x1() && x <= box.x2() && y >= box.y1() && y <= box.y2();
  }
}
