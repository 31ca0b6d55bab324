package io.vedette.edge.track;

import io.vedette.detector.Box;
import io.vedette.edge.motion.PlaneTransform;

/**
 * A box in motion: a filter each for the centre's coordinates, width and height. SORT and DeepSORT
 * use one filter for all; its matrices have these as independent blocks. The noise is DeepSORT's,
 * relative to the box's height and per 1/30 s, here scaled to the time between frames.
 *
 * @param x of the centre, pixels
 * @param y of the centre, pixels
 * @param width pixels
 * @param height pixels
 */
record BoxFilter(KalmanFilter x, KalmanFilter y, KalmanFilter width, KalmanFilter height) {

  private static final double POSITION = 1.0 / 20;
  private static final double VELOCITY = 1.0 / 160;
  private static final double FRAMES_PER_SECOND = 30;

  /** A box seen for the first time: it may move at up to twice its height a second. */
  static BoxFilter of(Box box, double velocityX, double velocityY) {
    double size = box.height();
    double place = square(2 * POSITION * size);
    double speed = square(10 * VELOCITY * size * FRAMES_PER_SECOND);
    return new BoxFilter(
        new KalmanFilter(box.centerX(), velocityX, place, 0, speed),
        new KalmanFilter(box.centerY(), velocityY, place, 0, speed),
        new KalmanFilter(box.width(), 0, place, 0, speed),
        new KalmanFilter(box.height(), 0, place, 0, speed));
  }

  BoxFilter after(double seconds) {
    double size = Math.max(1, height.x());
    double noiseX = square(POSITION * size) * FRAMES_PER_SECOND;
    double noiseV = square(VELOCITY * size * FRAMES_PER_SECOND) * FRAMES_PER_SECOND;
    return new BoxFilter(
        x.after(seconds, noiseX, noiseV),
        y.after(seconds, noiseX, noiseV),
        width.after(seconds, noiseX, noiseV),
        height.after(seconds, noiseX, noiseV));
  }

  BoxFilter measured(Box box) {
    double noise = square(POSITION * Math.max(1, box.height()));
    return new BoxFilter(
        x.measured(box.centerX(), noise),
        y.measured(box.centerY(), noise),
        width.measured(box.width(), noise),
        height.measured(box.height(), noise));
  }

  /**
   * The same object in a picture whose camera has moved: place, size, their speeds and all
   * variances go with the picture's plane, as in BoT-SORT (N. Aharon, R. Orfaig, B.-Z. Bobrovsky,
   * 2022). The sides turn as those of {@link PlaneTransform#apply}.
   */
  BoxFilter moved(PlaneTransform motion) {
    PlaneTransform.Linear at = motion.at(x.x(), y.x());
    Box moved = motion.apply(box());
    double w = Math.max(1, width.x());
    double h = Math.max(1, height.x());
    double wider = moved.width() / w;
    double higher = moved.height() / h;
    double wOfW = square(at.xx()) / wider;
    double wOfH = square(at.xy()) / wider * h / w;
    double hOfH = square(at.yy()) / higher;
    double hOfW = square(at.yx()) / higher * w / h;
    return new BoxFilter(
        x.mapped(motion.x(x.x(), y.x()), at.xx(), at.xy(), y),
        y.mapped(motion.y(x.x(), y.x()), at.yy(), at.yx(), x),
        width.mapped(moved.width(), wOfW, wOfH, height),
        height.mapped(moved.height(), hOfH, hOfW, width));
  }

  Box box() {
    double w = Math.max(1, width.x()) / 2;
    double h = Math.max(1, height.x()) / 2;
    return new Box(
        (float) (x.x() - w), (float) (y.x() - h), (float) (x.x() + w), (float) (y.x() + h));
  }

  private static double square(double value) {
    return value * value;
  }
}
