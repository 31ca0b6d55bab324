package io.vedette.edge.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Milliseconds that pass as evenly as frames are taken, whatever the clock on the wall does: a step
 * of the wall clock that no one could have waited through, forward or back, is not believed, and
 * the time since the frame before counts in its place. Used by one thread.
 */
final class SteadyClock {

  /** The wall clock may disagree by so much between two frames: they wait, clocks are slewed. */
  private static final long TOLERANCE_MILLIS = 500;

  private static final int REMEMBERED = 1_000;

  private long steady;
  private long wall;
  private long nanos;
  private boolean begun;

  private final Map<Long, Long> steadyOfWall =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * The steady time of the next frame, later than that of the one before.
   *
   * @param wallMillis the frame's capture time, since the epoch
   * @param nowNanos when it is taken, on a clock that only goes forward
   */
  long next(long wallMillis, long nowNanos) {
    if (begun) {
      long passed = (nowNanos - nanos) / 1_000_000;
      long said = wallMillis - wall;
      boolean believed = said > 0 && Math.abs(said - passed) <= TOLERANCE_MILLIS;
      steady += Math.max(1, believed ? said : passed);
    } else {
      begun = true;
      steady = nowNanos / 1_000_000;
    }
    wall = wallMillis;
    nanos = nowNanos;
    steadyOfWall.put(wallMillis, steady);
    return steady;
  }

  /** The steady time of a frame by its capture time; before all times for one long forgotten. */
  long of(long wallMillis) {
    return steadyOfWall.getOrDefault(wallMillis, Long.MIN_VALUE);
  }
}
