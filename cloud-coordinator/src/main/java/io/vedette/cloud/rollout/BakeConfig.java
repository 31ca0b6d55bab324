package io.vedette.cloud.rollout;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a version is judged by what it does in the field, after the canary has it and after all have.
 * What is missing takes its default.
 *
 * @param time it is watched at least this long; 0: it is not judged, and an install is enough (30
 *     s)
 * @param frames nor does it pass with fewer frames (100)
 * @param objects nor with fewer objects (20)
 * @param limit where it has neither passed nor failed by then, a person decides (10 min)
 * @param watch so long after its end it may still be turned back (10 min)
 */
public record BakeConfig(Duration time, int frames, int objects, Duration limit, Duration watch) {

  private static final int FRAMES = 100;
  private static final int OBJECTS = 20;

  /**
   * @throws IllegalArgumentException in one line
   */
  public BakeConfig(
      @Nullable Duration time,
      int frames,
      int objects,
      @Nullable Duration limit,
      @Nullable Duration watch) {
    this.time = time == null ? Duration.ofSeconds(30) : time;
    this.frames = frames == 0 ? FRAMES : frames;
    this.objects = objects == 0 ? OBJECTS : objects;
    this.limit = limit == null ? Duration.ofMinutes(10) : limit;
    this.watch = watch == null ? Duration.ofMinutes(10) : watch;
    if (this.frames < 0 || this.objects < 0) {
      throw new IllegalArgumentException("rollouts.bake: frames and objects must not be negative");
    }
    if (this.time.isNegative() || this.watch.isNegative()) {
      throw new IllegalArgumentException("rollouts.bake: time and watch must not be negative");
    }
    if (this.limit.compareTo(this.time) < 0) {
      throw new IllegalArgumentException(
          "rollouts.bake.limit: "
              + this.limit
              + " is shorter than rollouts.bake.time "
              + this.time);
    }
  }

  public static BakeConfig defaults() {
    return new BakeConfig(null, 0, 0, null, null);
  }

  /** A version that is installed is good. */
  public static BakeConfig none() {
    return new BakeConfig(Duration.ZERO, 0, 0, null, null);
  }

  /** Whether versions are judged. */
  boolean judges() {
    return !time.isZero();
  }
}
