package io.vedette.edge.camera;

import java.time.Duration;

/**
 * Detects damaged frames of a stream. A frame builds on those before it, so all frames after a loss
 * are damaged until a whole key frame comes. Cameras with intra refresh never send one: after a
 * timeout their damaged frames are used. Reads no clock; used by one thread.
 */
final class FrameDamageDetector {

  /** Default time to wait for a key frame. */
  static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

  private final double timeoutMillis;
  private long lostAt;
  private boolean lost;
  private double sinceMillis;
  private boolean damaged;

  /**
   * @param timeout for how long after a loss damage is {@link FrameDamage#FRESH}
   */
  FrameDamageDetector(Duration timeout) {
    this.timeoutMillis = timeout.toNanos() / 1e6;
  }

  /**
   * Something was lost before it could be decoded.
   *
   * @param position of what was lost in the order in which frames are shown, in any unit
   */
  void lost(long position) {
    lostAt = lost ? Math.min(lostAt, position) : position;
    lost = true;
  }

  /**
   * Takes in the next frame.
   *
   * @param broken whether the decoder says that parts of it are lost
   * @param key whether it builds on no other
   * @param position in the order in which frames are shown
   * @param millis now, on any clock
   */
  FrameDamage judge(boolean broken, boolean key, long position, double millis) {
    boolean hit = lost && position >= lostAt;
    boolean whole = key && !broken && !(hit && position == lostAt);
    lost &= !hit;
    if (whole) {
      damaged = false;
    } else if ((broken || hit) && !damaged) {
      damaged = true;
      sinceMillis = millis;
    }
    if (!damaged) {
      return FrameDamage.NONE;
    }
    sinceMillis = Math.min(sinceMillis, millis); // the clock may start again
    return millis - sinceMillis < timeoutMillis ? FrameDamage.FRESH : FrameDamage.STANDING;
  }
}
