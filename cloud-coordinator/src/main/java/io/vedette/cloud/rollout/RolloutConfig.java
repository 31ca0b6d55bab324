package io.vedette.cloud.rollout;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the fleet is moved. What is missing takes its default.
 *
 * @param manual a version that passed its gates waits for a person to roll it out (false)
 * @param deviceDeadline a device that takes longer to confirm has failed (2 min)
 * @param canary the agent that goes first; null: the first by name
 * @param bake how a version is judged in the field
 */
public record RolloutConfig(
    boolean manual, Duration deviceDeadline, @Nullable String canary, BakeConfig bake) {

  public RolloutConfig(
      boolean manual,
      @Nullable Duration deviceDeadline,
      @Nullable String canary,
      @Nullable BakeConfig bake) {
    this.manual = manual;
    this.deviceDeadline = deviceDeadline == null ? Duration.ofMinutes(2) : deviceDeadline;
    this.canary = canary;
    this.bake = bake == null ? BakeConfig.defaults() : bake;
  }

  public static RolloutConfig defaults() {
    return new RolloutConfig(false, null, null, null);
  }

  /** A version that is installed is good: nobody looks at what it does in the field. */
  public static RolloutConfig unjudged() {
    return new RolloutConfig(false, null, null, BakeConfig.none());
  }
}
