package io.vedette.edge.place;

/**
 * How something is turned against north, east and down: first by yaw, then pitch, then roll (Z, Y',
 * X'' of an aircraft).
 *
 * @param yaw degrees clockwise from true north
 * @param pitch degrees above the horizon; -90 looks straight down
 * @param roll degrees, right side down
 */
public record Attitude(double yaw, double pitch, double roll) {

  /**
   * Rows of the matrix that takes forward, right, down to north, east, down.
   *
   * @return 3x3
   */
  double[][] matrix() {
    double sy = Math.sin(Math.toRadians(yaw));
    double cy = Math.cos(Math.toRadians(yaw));
    double sp = Math.sin(Math.toRadians(pitch));
    double cp = Math.cos(Math.toRadians(pitch));
    double sr = Math.sin(Math.toRadians(roll));
    double cr = Math.cos(Math.toRadians(roll));
    return new double[][] {
      {cy * cp, cy * sp * sr - sy * cr, cy * sp * cr + sy * sr},
      {sy * cp, sy * sp * sr + cy * cr, sy * sp * cr - cy * sr},
      {-sp, cp * sr, cp * cr}
    };
  }

  /** This attitude of something, and on it another thing that is turned against it so. */
  public Attitude with(Attitude mounted) {
    double[][] a = matrix();
    double[][] b = mounted.matrix();
    double[][] c = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        c[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j] + a[i][2] * b[2][j];
      }
    }
    double pitch = Math.toDegrees(Math.asin(Math.max(-1, Math.min(1, -c[2][0]))));
    if (Math.abs(c[2][0]) > 1 - 1e-12) {
      // straight up or down: yaw and roll are one angle, which is called yaw
      return new Attitude(Math.toDegrees(Math.atan2(-c[0][1], c[1][1])), pitch, 0);
    }
    return new Attitude(
        Math.toDegrees(Math.atan2(c[1][0], c[0][0])),
        pitch,
        Math.toDegrees(Math.atan2(c[2][1], c[2][2])));
  }

  /** The attitude of a unit quaternion (w, x, y, z), as MAVLink writes it. */
  public static Attitude ofQuaternion(double w, double x, double y, double z) {
    double sine = Math.max(-1, Math.min(1, 2 * (w * y - z * x)));
    return new Attitude(
        Math.toDegrees(Math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z))),
        Math.toDegrees(Math.asin(sine)),
        Math.toDegrees(Math.atan2(2 * (w * x + y * z), 1 - 2 * (x * x + y * y))));
  }

  /** A share of the way to another attitude, each angle the shorter way. */
  public Attitude between(Attitude other, double share) {
    return new Attitude(
        Angles.between(yaw, other.yaw, share),
        Angles.between(pitch, other.pitch, share),
        Angles.between(roll, other.roll, share));
  }
}
