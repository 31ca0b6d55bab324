package io.vedette.edge.camera;

import java.time.Duration;

/**
 * Tells damaged frames of a stream from whole ones. A frame builds on those before it, so whatever
 * follows a loss is damaged until a key frame comes that is whole itself. Cameras that refresh
 * their picture bit by bit never send one: after a time damaged frames count as all there is. Reads
 * no clock; used by one thread.
 */
final class FrameDamageDetector {

  /** How long to wait for a key frame, unless told otherwise. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final double patienceMillis;
  private long lostAt;
  private boolean lost;
  private double sinceMillis;
  private boolean damaged;

  /**
   * @param patience for how long after a loss damage is {@link FrameDamage#FRESH}
   */
  FrameDamageDetector(Duration patience) {
    this.patienceMillis = patience.toNanos() / 1e6;
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
    sinceMillis = Math.min(sinceMillis, millis); // the clock may begin anew
    return millis - sinceMillis < patienceMillis ? FrameDamage.FRESH : FrameDamage.STANDING;
  }
}
