package io.vedette.cloud.rollout;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.fleet.CommandReport;
import io.vedette.cloud.fleet.Members;
import io.vedette.cloud.machine.EventTime;
import io.vedette.cloud.version.FleetVersion;
import io.vedette.cloud.version.FleetVersions;
import io.vedette.registry.manifest.VersionId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings devices that no rollout moves to the fleet's version, as {@link DesiredVersion} says. A
 * command is repeated after its deadline until the device runs the version, each time after twice
 * as long. For the control loop only.
 */
public final class DeviceCatchUp {

  /** A device that fails again and again is asked every 64 deadlines at last. */
  private static final int MAX_DOUBLINGS = 6;

  /**
   * @param times how often in turn, from 1
   */
  private record Sent(VersionId version, long atMs, int times) {}

  private final Members members;
  private final FleetVersions versions;
  private final Rollouts rollouts;
  private final InstallCommands installs;
  private final EventFeed feed;
  private final Map<String, Sent> sent = new HashMap<>();

  public DeviceCatchUp(
      Members members,
      FleetVersions versions,
      Rollouts rollouts,
      InstallCommands installs,
      EventFeed feed) {
    this.members = members;
    this.versions = versions;
    this.rollouts = rollouts;
    this.installs = installs;
    this.feed = feed;
  }

  /** Time has passed. */
  public void tick(EventTime now) {
    FleetVersion wanted = versions.fleet();
    Optional<Rollout> active = rollouts.active();
    Optional.ofNullable(wanted.version())
        .map(members::onlineWithout)
        .orElse(List.of())
        .forEach(agentId -> bring(agentId, wanted, active, now));
  }

  /** An agent has a new session: it may have forgotten its command. */
  public void connected(String agentId, EventTime now) {
    sent.remove(agentId);
    bring(agentId, versions.fleet(), rollouts.active(), now);
  }

  private void bring(String agentId, FleetVersion wanted, Optional<Rollout> active, EventTime now) {
    Optional<VersionId> installed = members.installed(agentId);
    DesiredVersion.of(agentId, wanted, active)
        .filter(desired -> !desired.moving())
        .map(DesiredVersion::version)
        .filter(version -> !Optional.of(version).equals(installed))
        .filter(version -> !underWay(agentId, version, now.activeMs()))
        .ifPresent(version -> install(agentId, version, now.activeMs()));
  }

  private boolean underWay(String agentId, VersionId version, long nowMs) {
    Sent last = sent.get(agentId);
    return last != null
        && last.version.equals(version)
        && nowMs - last.atMs < installs.deadlineMs() << Math.min(last.times - 1, MAX_DOUBLINGS);
  }

  private void install(String agentId, VersionId version, long nowMs) {
    installs.install(agentId, version, "", command(agentId) + version);
    sent.merge(
        agentId,
        new Sent(version, nowMs, 1),
        (last, now) ->
            last.version.equals(version) ? new Sent(version, nowMs, last.times + 1) : now);
  }

  private String command(String agentId) {
    return "care/" + members.deployment() + "/" + agentId + "/";
  }

  /**
   * A device reports on a command that is no rollout's.
   *
   * @return false when it is not about a version of this deployment
   */
  public boolean reported(String agentId, CommandReport report) {
    if (!report.commandId().startsWith(command(agentId))) {
      return false;
    }
    if (report.phase() == CommandReport.Phase.FAILED) {
      feed.warning(
          Subject.of("device", agentId).by(agentId),
          agentId + " did not change its model: " + report.message());
    }
    return true;
  }
}
