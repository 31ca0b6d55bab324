package io.vedette.cloud.rollout;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the fleet is moved. What is missing takes its default.
 *
 * @param manual a version that passed its gates waits for a person to roll it out (false)
 * @param deviceDeadline a device that takes longer to confirm has failed (2 min)
 * @param canary the agent that goes first; null: the first by name
 * @param waves how much of the fleet has the version after each wave, percent, growing; waves of
 *     fewer than 5 devices go with the next one (10, 50, 100)
 * @param failures so many of a wave may fail, percent; one more, and all go back (5)
 * @param atOnce so many devices install at one time, at most (500)
 * @param bake how a version is judged in the field
 */
public record RolloutConfig(
    boolean manual,
    Duration deviceDeadline,
    @Nullable String canary,
    List<Integer> waves,
    Integer failures,
    Integer atOnce,
    BakeConfig bake) {

  private static final List<Integer> WAVES = List.of(10, 50, 100);
  private static final int FAILURES = 5;
  private static final int AT_ONCE = 500;

  /**
   * @throws IllegalArgumentException in one line
   */
  public RolloutConfig(
      boolean manual,
      @Nullable Duration deviceDeadline,
      @Nullable String canary,
      @Nullable List<Integer> waves,
      @Nullable Integer failures,
      @Nullable Integer atOnce,
      @Nullable BakeConfig bake) {
    this.manual = manual;
    this.deviceDeadline = deviceDeadline == null ? Duration.ofMinutes(2) : deviceDeadline;
    this.canary = canary;
    this.waves = waves == null ? WAVES : List.copyOf(waves);
    this.failures = failures == null ? FAILURES : failures;
    this.atOnce = atOnce == null ? AT_ONCE : atOnce;
    this.bake = bake == null ? BakeConfig.defaults() : bake;
    requireShares(this.waves);
    if (this.failures < 0 || this.failures > 100) {
      throw new IllegalArgumentException("rollouts.failures: a share is 0 to 100 percent");
    }
    if (this.atOnce < 1) {
      throw new IllegalArgumentException("rollouts.atOnce: at least one device installs at a time");
    }
  }

  private static void requireShares(List<Integer> waves) {
    int before = 0;
    for (int share : waves) {
      if (share <= before || share > 100) {
        throw new IllegalArgumentException(
            "rollouts.waves: shares grow and are 1 to 100 percent, not " + waves);
      }
      before = share;
    }
  }

  public static RolloutConfig defaults() {
    return new RolloutConfig(false, null, null, null, null, null, null);
  }

  /** A version that is installed is good: nobody looks at what it does in the field. */
  public static RolloutConfig unjudged() {
    return new RolloutConfig(false, null, null, null, null, null, BakeConfig.none());
  }
}
