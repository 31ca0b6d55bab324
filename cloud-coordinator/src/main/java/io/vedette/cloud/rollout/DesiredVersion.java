package io.vedette.cloud.rollout;

import io.vedette.cloud.version.FleetVersion;
import io.vedette.registry.manifest.VersionId;
import java.util.Optional;

/**
 * The version that a device should run.
 *
 * @param why for people: "rollout o-3"
 * @param moving the rollout under way brings the device to it; nobody else does
 */
public record DesiredVersion(VersionId version, String why, boolean moving) {

  /**
   * What a rollout under way wants of a device that it has told, else the fleet's version: of
   * latecomers, of devices that were away during a rollout, of those that an aborted rollout left
   * on the new version.
   *
   * @param fleet what the fleet should run
   * @param active the rollout under way
   * @return empty before the fleet has a version
   */
  public static Optional<DesiredVersion> of(
      String agentId, FleetVersion fleet, Optional<Rollout> active) {
    return active
        .flatMap(rollout -> rollout.member(agentId).flatMap(member -> of(rollout, member)))
        .or(
            () ->
                Optional.ofNullable(fleet.version())
                    .map(version -> new DesiredVersion(version, fleet.why(), false)));
  }

  private static Optional<DesiredVersion> of(Rollout rollout, Member member) {
    if (!member.mayRunNewVersion() && member.state() != Member.State.FAILED) {
      return Optional.empty();
    }
    VersionId back = rollout.previous();
    return Optional.of(
        member.goingBack() && back != null
            ? new DesiredVersion(back, "rollout " + rollout.id() + " goes back", true)
            : new DesiredVersion(rollout.version(), "rollout " + rollout.id(), true));
  }
}
