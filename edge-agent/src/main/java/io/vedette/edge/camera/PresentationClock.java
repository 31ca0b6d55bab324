package io.vedette.edge.camera;

/**
 * Presentation times of a written video, on a clock of 90 kHz. They are the source's own times as
 * long as those increase. A frame that is late by less than a second comes one tick after the one
 * before. Where the source starts again, or has a gap that no container can hold, the next frame
 * comes one interval later, and all later frames are shifted with it.
 */
final class PresentationClock {

  static final int TICKS_PER_SECOND = 90_000;

  private static final double TICKS_PER_MILLI = TICKS_PER_SECOND / 1000.0;

  /** Ticks; a frame that is later than this starts again. */
  private static final long MAX_LATE = TICKS_PER_SECOND;

  /** Ticks; MP4 has 31 bits for the time between two frames, 6.6 hours. */
  private static final long MAX_GAP = 6L * 3600 * TICKS_PER_SECOND;

  private static final double USUAL_FPS = 25;

  private long interval;
  private long shift;
  private long last = -1;
  private double lastMillis = -1;
  private boolean altered;

  /**
   * @param fps frames per second of the source, for frames without times; 0 counts as 25
   */
  PresentationClock(double fps) {
    interval = Math.max(1, Math.round(TICKS_PER_SECOND / (fps > 0 ? fps : USUAL_FPS)));
  }

  /**
   * The time of the next frame in ticks, later than all before.
   *
   * @param millis the source's own time
   */
  long next(double millis) {
    long tick = Math.round(millis * TICKS_PER_MILLI) + shift;
    if (last >= 0) {
      tick = after(tick, millis);
    }
    last = tick;
    lastMillis = millis;
    return tick;
  }

  private long after(long tick, double millis) {
    long gap = tick - last;
    if (gap > 0 && gap <= MAX_GAP) {
      interval = gap;
      return tick;
    }
    altered = true;
    if (gap <= 0 && gap >= -MAX_LATE && millis != lastMillis) {
      return last + 1;
    }
    shift += interval - gap;
    return last + interval;
  }

  /** The milliseconds of one interval after the frame before; 0 for the first frame. */
  double following() {
    return last < 0 ? 0 : (last + interval - shift) / TICKS_PER_MILLI;
  }

  /** The time from the frame before the last to the last, ticks. */
  long interval() {
    return interval;
  }

  /** Whether a frame has another time than the source gave it. */
  boolean altered() {
    return altered;
  }
}
