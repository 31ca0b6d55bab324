package io.vedette.edge.track;

/**
 * A number that moves at nearly constant velocity, as a Kalman filter knows it (R. E. Kalman, "A
 * New Approach to Linear Filtering and Prediction Problems", 1960).
 *
 * @param x the number
 * @param v its velocity, per second
 * @param xx variance of {@code x}
 * @param xv covariance of {@code x} and {@code v}
 * @param vv variance of {@code v}
 */
record KalmanFilter(double x, double v, double xx, double xv, double vv) {

  /**
   * The number a while later.
   *
   * @param seconds not negative
   * @param noiseX variance that {@code x} gains per second, beside what its velocity gives it
   * @param noiseV variance that {@code v} gains per second
   */
  KalmanFilter after(double seconds, double noiseX, double noiseV) {
    return new KalmanFilter(
        x + v * seconds,
        v,
        xx + 2 * xv * seconds + vv * seconds * seconds + noiseX * seconds,
        xv + vv * seconds,
        vv + noiseV * seconds);
  }

  /**
   * One of two numbers after both were mapped linearly: {@code own} times this one plus {@code
   * share} times the other. What the map makes the two have in common is not kept.
   *
   * @param mapped the number itself after the map, which may shift it, too
   */
  KalmanFilter mapped(double mapped, double own, double share, KalmanFilter other) {
    return new KalmanFilter(
        mapped,
        own * v + share * other.v,
        own * own * xx + share * share * other.xx,
        own * own * xv + share * share * other.xv,
        own * own * vv + share * share * other.vv);
  }

  /**
   * The number once it was measured.
   *
   * @param noise variance of the measurement
   */
  KalmanFilter measured(double z, double noise) {
    double gainX = xx / (xx + noise);
    double gainV = xv / (xx + noise);
    return new KalmanFilter(
        x + gainX * (z - x),
        v + gainV * (z - x),
        xx - gainX * xx,
        xv - gainX * xv,
        vv - gainV * xv);
  }
}
