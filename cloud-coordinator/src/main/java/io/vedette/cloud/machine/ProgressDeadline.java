package io.vedette.cloud.machine;

/**
 * A deadline that moves with the work: it passes when no progress has come for several times the
 * slowest interval between two steps so far, and never before a floor. A slow or busy machine has a
 * late deadline, and one that has stopped is still noticed. Pure; all times are active time,
 * milliseconds.
 *
 * @param lastMs when the last progress came or the work began
 * @param slowestMs the slowest interval between two steps so far; 0 before the first
 * @param steps how much was done, by whatever counter the work has; only growth is progress
 */
public record ProgressDeadline(long lastMs, long slowestMs, long steps) {

  /** How many of the slowest intervals may pass without progress. */
  static final int INTERVALS = 8;

  /** Work that begins now. */
  public static ProgressDeadline starting(long nowMs) {
    return new ProgressDeadline(nowMs, 0, 0);
  }

  /** The work has done so much; the same deadline when that is no more than it had. */
  public ProgressDeadline at(long done, long nowMs) {
    if (done <= steps) {
      return this;
    }
    // Before the first step, files are fetched and a process starts: that is not the pace.
    long interval = steps == 0 ? 0 : nowMs - lastMs;
    return new ProgressDeadline(nowMs, Math.max(slowestMs, interval), done);
  }

  /** The same pace, counted from now: no report could come meanwhile. */
  public ProgressDeadline resumed(long nowMs) {
    return new ProgressDeadline(nowMs, slowestMs, steps);
  }

  /** How long silence may last, at least {@code floorMs}. */
  public long patienceMs(long floorMs) {
    return Math.max(floorMs, INTERVALS * slowestMs);
  }

  /** Whether no progress has come for too long. */
  public boolean passed(long nowMs, long floorMs) {
    return nowMs - lastMs >= patienceMs(floorMs);
  }
}
