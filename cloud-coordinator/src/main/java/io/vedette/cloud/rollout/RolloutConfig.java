package io.vedette.cloud.rollout;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the fleet is moved. What is missing takes its default.
 *
 * @param manual a version that passed its gates waits for a person to roll it out (false)
 * @param deviceDeadline a device that takes longer to confirm has failed (2 min)
 * @param canary the agent that goes first; null: the first by name
 */
public record RolloutConfig(boolean manual, Duration deviceDeadline, @Nullable String canary) {

  public RolloutConfig(boolean manual, @Nullable Duration deviceDeadline, @Nullable String canary) {
    this.manual = manual;
    this.deviceDeadline = deviceDeadline == null ? Duration.ofMinutes(2) : deviceDeadline;
    this.canary = canary;
  }

  public static RolloutConfig defaults() {
    return new RolloutConfig(false, null, null);
  }
}
