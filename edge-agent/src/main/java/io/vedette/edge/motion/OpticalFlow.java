package io.vedette.edge.motion;

import java.util.ArrayList;
import java.util.List;

/**
 * Follows points from one picture to another: around each, the shift is found that makes both alike
 * but for their mean grey (B. D. Lucas, T. Kanade, IJCAI 1981), first in small pictures, then in
 * finer ones (J.-Y. Bouguet, "Pyramidal Implementation of the Lucas Kanade Feature Tracker", 2000).
 * The first picture's gradients are used in all steps (S. Baker, I. Matthews, "Lucas-Kanade 20
 * Years On", IJCV 2004). Used by one thread.
 */
final class OpticalFlow {

  /** The neighbourhood reaches so many pixels each way. */
  private static final int REACH = 5;

  private static final int SIDE = 2 * REACH + 1;
  private static final int AREA = SIDE * SIDE;
  private static final int MAX_LEVELS = 4;

  /** Pictures smaller than this are not made, pixels. */
  private static final int LEAST_SIDE = 24;

  private static final int MAX_STEPS = 10;

  /** A step below this ends the search, pixels. */
  private static final double DONE = 0.02;

  /** A neighbourhood without texture of this much in every direction cannot be followed. */
  private static final double LEAST_TEXTURE = AREA;

  /** Mean difference of greys at the end above which the point is lost; by its own contrast. */
  private static final double MAX_DIFFERENCE = 6;

  private static final double MAX_SHARE = 0.5;

  private final float[] values = new float[AREA];
  private final float[] stepsX = new float[AREA];
  private final float[] stepsY = new float[AREA];

  /** A picture at full, half, quarter … size. */
  static List<GreyPicture> pyramid(GreyPicture picture) {
    List<GreyPicture> levels = new ArrayList<>();
    GreyPicture level = picture;
    levels.add(level);
    while (levels.size() < MAX_LEVELS
        && level.width() >= 2 * LEAST_SIDE
        && level.height() >= 2 * LEAST_SIDE) {
      level = level.half();
      levels.add(level);
    }
    return levels;
  }

  /**
   * Follows points.
   *
   * @param points x and y in turns, pixels of the first picture
   * @param guess where they may be
   * @return where they are, x and y in turns; NaN where a point is lost
   */
  float[] follow(
      List<GreyPicture> before, List<GreyPicture> now, float[] points, PlaneTransform guess) {
    float[] followed = new float[points.length];
    for (int i = 0; i < points.length; i += 2) {
      follow(before, now, points[i], points[i + 1], guess, followed, i);
    }
    return followed;
  }

  private void follow(
      List<GreyPicture> before,
      List<GreyPicture> now,
      float x,
      float y,
      PlaneTransform guess,
      float[] into,
      int at) {
    into[at] = Float.NaN;
    into[at + 1] = Float.NaN;
    double dx = guess.x(x, y) - x;
    double dy = guess.y(x, y) - y;
    for (int level = before.size() - 1; level >= 0; level--) {
      double share = 1.0 / (1 << level);
      double px = x * share;
      double py = y * share;
      double[] solver = template(before.get(level), px, py);
      if (solver == null) {
        if (level == 0) {
          return;
        }
        continue;
      }
      GreyPicture picture = now.get(level);
      double u = px + dx * share;
      double v = py + dy * share;
      double startU = u;
      double startV = v;
      double difference = Double.MAX_VALUE;
      for (int step = 0; step < MAX_STEPS; step++) {
        double[] found = step(picture, u, v, solver);
        u += found[0];
        v += found[1];
        difference = found[2];
        if (Math.abs(found[0]) + Math.abs(found[1]) < DONE) {
          break;
        }
      }
      if (Math.hypot(u - startU, v - startV) > 2 * SIDE) {
        u = startU;
        v = startV;
      }
      dx = (u - px) / share;
      dy = (v - py) / share;
      if (level == 0) {
        boolean inside = u >= 1 && v >= 1 && u <= picture.width() - 1 && v <= picture.height() - 1;
        if (inside && difference <= Math.max(MAX_DIFFERENCE, MAX_SHARE * solver[3])) {
          into[at] = (float) u;
          into[at + 1] = (float) v;
        }
      }
    }
  }

  /**
   * Takes a neighbourhood of the first picture.
   *
   * @return the inverse of its structure tensor (xx, xy, yy), and its mean deviation from its mean;
   *     null where it has too little texture
   */
  private double @org.jspecify.annotations.Nullable [] template(
      GreyPicture picture, double x, double y) {
    int side = SIDE + 2;
    float[] around = new float[side * side];
    sample(picture, x - REACH - 1, y - REACH - 1, side, around);
    float meanX = 0;
    float meanY = 0;
    float mean = 0;
    for (int j = 0, i = 0; j < SIDE; j++) {
      int at = (j + 1) * side + 1;
      for (int k = 0; k < SIDE; k++, i++, at++) {
        values[i] = around[at];
        stepsX[i] = (around[at + 1] - around[at - 1]) / 2;
        stepsY[i] = (around[at + side] - around[at - side]) / 2;
        mean += values[i];
        meanX += stepsX[i];
        meanY += stepsY[i];
      }
    }
    mean /= AREA;
    meanX /= AREA;
    meanY /= AREA;
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double contrast = 0;
    for (int i = 0; i < AREA; i++) {
      values[i] -= mean;
      stepsX[i] -= meanX;
      stepsY[i] -= meanY;
      contrast += Math.abs(values[i]);
      xx += stepsX[i] * stepsX[i];
      xy += stepsX[i] * stepsY[i];
      yy += stepsY[i] * stepsY[i];
    }
    double determinant = xx * yy - xy * xy;
    double least = (xx + yy) / 2 - Math.sqrt((xx - yy) * (xx - yy) / 4 + xy * xy);
    return least < LEAST_TEXTURE
        ? null
        : new double[] {yy / determinant, -xy / determinant, xx / determinant, contrast / AREA};
  }

  private final float[] sampled = new float[AREA];

  /** The next step of the search at a place: to the right, downwards; and the mean difference. */
  private double[] step(GreyPicture picture, double u, double v, double[] solver) {
    sample(picture, u - REACH, v - REACH, SIDE, sampled);
    float mean = 0;
    for (float value : sampled) {
      mean += value;
    }
    mean /= AREA;
    float bx = 0;
    float by = 0;
    float difference = 0;
    for (int i = 0; i < AREA; i++) {
      float off = values[i] - (sampled[i] - mean);
      bx += stepsX[i] * off;
      by += stepsY[i] * off;
      difference += Math.abs(off);
    }
    return new double[] {
      solver[0] * bx + solver[1] * by, solver[1] * bx + solver[2] * by, difference / AREA
    };
  }

  /** Greys of a square whose first pixel's centre is at a place. */
  private static void sample(GreyPicture picture, double x, double y, int side, float[] into) {
    int width = picture.width();
    double u = x - 0.5;
    double v = y - 0.5;
    int left = (int) Math.floor(u);
    int top = (int) Math.floor(v);
    if (left < 0 || top < 0 || left + side >= width || top + side >= picture.height()) {
      for (int j = 0; j < side; j++) {
        for (int i = 0; i < side; i++) {
          into[j * side + i] = picture.at(x + i, y + j);
        }
      }
      return;
    }
    float fx = (float) (u - left);
    float fy = (float) (v - top);
    float[] grey = picture.grey();
    for (int j = 0; j < side; j++) {
      int at = (top + j) * width + left;
      for (int i = 0; i < side; i++, at++) {
        float above = grey[at] + fx * (grey[at + 1] - grey[at]);
        float below = grey[at + width] + fx * (grey[at + width + 1] - grey[at + width]);
        into[j * side + i] = above + fy * (below - above);
      }
    }
  }
}
