package io.vedette.edge.motion;

import io.vedette.detector.Box;
import io.vedette.detector.FrameImage;
import io.vedette.edge.motion.GreyPicture.Sampling;
import java.util.List;

/**
 * A few patches of a picture, to see cheaply whether the camera still stands as it did. For each,
 * one step of Lucas and Kanade's method tells how far it seems to have moved.
 */
final class StillWatch {

  private static final int PATCHES = 16;
  private static final int REACH = 4;
  private static final int SIDE = 2 * REACH + 1;

  /** A patch that moved by more is disturbed, pixels of the small picture, squared. */
  private static final double MOVED = 0.5 * 0.5;

  /** So is one whose greys differ by this share of its contrast and by so much. */
  private static final double CHANGED = 0.8;

  private static final double LEAST_CHANGE = 2.5;

  private final Sampling sampling;
  private final int fullWidth;
  private final int fullHeight;
  private final int[] places;
  private final float[][] values;
  private final float[][] stepsX;
  private final float[][] stepsY;
  private final double[][] solvers;

  private StillWatch(Sampling sampling, int fullWidth, int fullHeight, int count) {
    this.sampling = sampling;
    this.fullWidth = fullWidth;
    this.fullHeight = fullHeight;
    this.places = new int[2 * count];
    this.values = new float[count][SIDE * SIDE];
    this.stepsX = new float[count][SIDE * SIDE];
    this.stepsY = new float[count][SIDE * SIDE];
    this.solvers = new double[count][4];
  }

  /** Patches around corners that lie far apart. */
  static StillWatch of(FrameImage image, GreyPicture grey, List<Box> things) {
    float[] corners = CornerFinder.of(grey, things);
    int count = Math.min(PATCHES, corners.length / 2);
    StillWatch watch =
        new StillWatch(Sampling.of(image.small()), image.width(), image.height(), count);
    for (int i = 0; i < count; i++) {
      // Corners come cell by cell: every n-th is from another part of the picture.
      int corner = (int) ((i + 0.5) * (corners.length / 2) / count);
      watch.take(i, grey, (int) corners[2 * corner], (int) corners[2 * corner + 1]);
    }
    return watch;
  }

  private void take(int patch, GreyPicture grey, int x, int y) {
    places[2 * patch] = x;
    places[2 * patch + 1] = y;
    double mean = 0;
    double meanX = 0;
    double meanY = 0;
    int area = SIDE * SIDE;
    for (int i = 0; i < area; i++) {
      int at = (y - REACH + i / SIDE) * grey.width() + x - REACH + i % SIDE;
      values[patch][i] = grey.grey()[at];
      stepsX[patch][i] = (grey.grey()[at + 1] - grey.grey()[at - 1]) / 2;
      stepsY[patch][i] = (grey.grey()[at + grey.width()] - grey.grey()[at - grey.width()]) / 2;
      mean += values[patch][i] / area;
      meanX += stepsX[patch][i] / area;
      meanY += stepsY[patch][i] / area;
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double contrast = 0;
    for (int i = 0; i < area; i++) {
      values[patch][i] -= (float) mean;
      stepsX[patch][i] -= (float) meanX;
      stepsY[patch][i] -= (float) meanY;
      xx += stepsX[patch][i] * stepsX[patch][i];
      xy += stepsX[patch][i] * stepsY[patch][i];
      yy += stepsY[patch][i] * stepsY[patch][i];
      contrast += Math.abs(values[patch][i]) / area;
    }
    double determinant = Math.max(1e-6, xx * yy - xy * xy);
    solvers[patch] = new double[] {yy / determinant, -xy / determinant, xx / determinant, contrast};
  }

  /** Whether there are enough patches to tell. */
  boolean canTell() {
    return solvers.length >= PATCHES / 2;
  }

  boolean fits(FrameImage image) {
    return fullWidth == image.width() && fullHeight == image.height();
  }

  /** Whether most patches are where they were. Where an object moves, some are not. */
  boolean isStill(FrameImage image) {
    byte[] bgr = image.small().bgr();
    int disturbed = 0;
    float[] now = new float[SIDE * SIDE];
    for (int patch = 0; patch < solvers.length; patch++) {
      disturbed += isDisturbed(patch, bgr, now) ? 1 : 0;
    }
    return 2 * disturbed < solvers.length;
  }

  private boolean isDisturbed(int patch, byte[] bgr, float[] now) {
    int left = places[2 * patch] - REACH;
    int top = places[2 * patch + 1] - REACH;
    double mean = 0;
    for (int i = 0; i < now.length; i++) {
      now[i] = sampling.grey(bgr, left + i % SIDE, top + i / SIDE);
      mean += now[i];
    }
    mean /= now.length;
    double bx = 0;
    double by = 0;
    double difference = 0;
    for (int i = 0; i < now.length; i++) {
      double off = values[patch][i] - (now[i] - mean);
      bx += stepsX[patch][i] * off;
      by += stepsY[patch][i] * off;
      difference += Math.abs(off);
    }
    difference /= now.length;
    double[] solver = solvers[patch];
    double dx = solver[0] * bx + solver[1] * by;
    double dy = solver[1] * bx + solver[2] * by;
    return dx * dx + dy * dy > MOVED || difference > Math.max(LEAST_CHANGE, CHANGED * solver[3]);
  }
}
