package io.vedette.edge.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Capture times in milliseconds that never jump. Where the wall clock and the monotonic clock
 * disagree by more than half a second about the time between two frames, the monotonic clock
 * counts. Used by one thread.
 */
final class SteadyClock {

  /** Frames wait and clocks are slewed: so far the clocks may differ between two frames. */
  private static final long TOLERANCE_MILLIS = 500;

  private static final int MAX_REMEMBERED = 1_000;

  private long steady;
  private long wall;
  private long nanos;
  private boolean started;

  private final Map<Long, Long> steadyOfWall =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /**
   * The steady time of the next frame, later than that of the one before.
   *
   * @param wallMillis the frame's capture time, since the epoch
   * @param nowNanos of the monotonic clock
   */
  long next(long wallMillis, long nowNanos) {
    if (started) {
      long passed = (nowNanos - nanos) / 1_000_000;
      long wallPassed = wallMillis - wall;
      boolean agree = wallPassed > 0 && Math.abs(wallPassed - passed) <= TOLERANCE_MILLIS;
      steady += Math.max(1, agree ? wallPassed : passed);
    } else {
      started = true;
      steady = nowNanos / 1_000_000;
    }
    wall = wallMillis;
    nanos = nowNanos;
    steadyOfWall.put(wallMillis, steady);
    return steady;
  }

  /** The steady time of a frame by its capture time; {@code Long.MIN_VALUE} when forgotten. */
  long of(long wallMillis) {
    return steadyOfWall.getOrDefault(wallMillis, Long.MIN_VALUE);
  }
}
