package io.vedette.cloud.rollout;

import io.vedette.registry.manifest.VersionId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which version a device outside a rollout should be brought to: latecomers, devices that were away
 * during a rollout, devices that an abort left behind.
 */
public final class DesiredVersions {

  private DesiredVersions() {}

  /**
   * @param installed what the device says it runs; null when the registry does not know it
   * @param stable the fleet's version
   * @param active the rollout under way
   * @return empty when the device is right as it is, or the rollout looks after it
   */
  public static Optional<VersionId> of(
      String agentId,
      @Nullable VersionId installed,
      Optional<VersionId> stable,
      Optional<Rollout> active) {
    boolean moving =
        active
            .flatMap(r -> r.member(agentId))
            .filter(m -> m.touched() || m.state() == Member.State.FAILED)
            .isPresent();
    return moving ? Optional.empty() : stable.filter(version -> !version.equals(installed));
  }
}
