package io.vedette.cloud.rollout;

import io.vedette.registry.manifest.VersionId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which version a device outside a rollout should be brought to: latecomers, devices that were away
 * during a rollout, devices that an aborted rollout left on the new version.
 */
public final class DesiredVersions {

  private DesiredVersions() {}

  /**
   * @param installed the version that the device reports; null when the registry does not know it
   * @param stable the fleet's version
   * @param active the rollout under way
   * @return empty when the device runs that version, or the rollout under way moves it
   */
  public static Optional<VersionId> of(
      String agentId,
      @Nullable VersionId installed,
      Optional<VersionId> stable,
      Optional<Rollout> active) {
    boolean moving =
        active
            .flatMap(r -> r.member(agentId))
            .filter(m -> m.mayRunNewVersion() || m.state() == Member.State.FAILED)
            .isPresent();
    return moving ? Optional.empty() : stable.filter(version -> !version.equals(installed));
  }
}
