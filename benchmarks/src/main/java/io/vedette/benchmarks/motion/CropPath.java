package io.vedette.benchmarks.motion;

import io.vedette.edge.motion.PlaneTransform;
import java.util.Locale;
import java.util.SplittableRandom;

/** How a window is moved over a larger picture. */
enum CropPath {
  /** Not at all. */
  STILL,
  /** From side to side, there and back in eight seconds. */
  PAN,
  /** In and out between 1 and 1.35, in six seconds. */
  ZOOM,
  /** By 8 degrees to both sides, in five seconds. */
  ROTATION,
  /**
   * As a mast in strong wind: another place for each frame, some 1.5% of the width around its own.
   */
  SHAKE,
  /** The same, and the rows of a picture are taken one after the other. */
  ROLLING,
  /** All together, slower, as from a drone. */
  DRONE;

  /** The window's share of the whole picture's width and height. */
  static final double SHARE = 0.6;

  private static final double TURN = Math.toRadians(8);

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * From the whole picture to the window's, pixels.
   *
   * @param frame from 0 on; fractions are between two frames
   * @param fps frames per second
   * @param width of the whole picture, pixels
   * @param height of the whole picture, pixels
   */
  PlaneTransform at(double frame, double fps, int width, int height) {
    double seconds = frame / fps;
    double room = (1 - SHARE) / 2;
    return switch (this) {
      case STILL -> window(0, 0, 1, 0, width, height);
      case PAN -> window(0.9 * room * width * wave(seconds, 8), 0, 1, 0, width, height);
      case ZOOM ->
          window(0, 0, 1.175 - 0.175 * Math.cos(2 * Math.PI * seconds / 6), 0, width, height);
      case ROTATION -> window(0, 0, 1, TURN * wave(seconds, 5), width, height);
      case SHAKE, ROLLING -> shaken(frame, width, height);
      case DRONE ->
          window(
              0.6 * room * width * wave(seconds, 11),
              0.6 * room * height * wave(seconds, 7),
              1.12 - 0.12 * Math.cos(2 * Math.PI * seconds / 13),
              TURN / 2 * wave(seconds, 9),
              width,
              height);
    };
  }

  /** Share of the time between two frames that passes from the first row to the last. */
  double rolling() {
    return this == ROLLING ? 0.6 : 0;
  }

  private static double wave(double seconds, double period) {
    return Math.sin(2 * Math.PI * seconds / period);
  }

  private static PlaneTransform shaken(double frame, int width, int height) {
    int before = (int) Math.floor(frame);
    double share = frame - before;
    double[] first = jolt(before);
    double[] second = jolt(before + 1);
    double[] now = new double[3];
    for (int i = 0; i < now.length; i++) {
      now[i] = first[i] + share * (second[i] - first[i]);
    }
    return window(
        0.015 * SHARE * width * now[0],
        0.015 * SHARE * width * now[1],
        1,
        Math.toRadians(0.5) * now[2],
        width,
        height);
  }

  private static double[] jolt(int frame) {
    SplittableRandom random = new SplittableRandom(77L + frame);
    return new double[] {bell(random), bell(random), bell(random)};
  }

  /** About a normal number: the sum of twelve even ones. */
  private static double bell(SplittableRandom random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }

  private static PlaneTransform window(
      double dx, double dy, double zoom, double radians, int width, int height) {
    double cx = width / 2.0;
    double cy = height / 2.0;
    return PlaneTransform.similarity(
        zoom, radians, cx, cy, dx - cx + width * SHARE / 2, dy - cy + height * SHARE / 2);
  }
}
