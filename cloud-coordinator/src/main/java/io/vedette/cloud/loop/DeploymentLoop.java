package io.vedette.cloud.loop;

import io.vedette.cloud.deployment.DeploymentSpec;
import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.drift.DriftMonitor;
import io.vedette.cloud.fleet.CommandReport;
import io.vedette.cloud.fleet.Members;
import io.vedette.cloud.machine.EventTime;
import io.vedette.cloud.rollout.DesiredVersion;
import io.vedette.cloud.rollout.DeviceCatchUp;
import io.vedette.cloud.rollout.RolloutEvent;
import io.vedette.cloud.round.RoundOpener;
import io.vedette.cloud.version.FleetVersions;
import io.vedette.registry.manifest.VersionId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The loop of one deployment: its stages, told that time has passed, that an agent is connected,
 * and what an agent reports. The parts may be taken on any thread; the rest is for the control loop
 * only.
 *
 * @param revision of the deployment
 * @param members its devices
 * @param versions which version they should run
 * @param drift watches its audits
 * @param catchUp brings devices to it that no rollout moves
 */
public record DeploymentLoop(
    DeploymentSpec spec,
    int revision,
    Members members,
    FleetVersions versions,
    RoundOpener opener,
    LoopStages stages,
    DriftMonitor drift,
    DeviceCatchUp catchUp) {

  public String name() {
    return spec.name();
  }

  /** Resumes everything that was under way. */
  void resume() {
    stages.rounds().resume();
    stages.distillations().resume();
    stages.rollouts().resume();
  }

  void tick(EventTime now) {
    stages.rounds().tick();
    stages.distillations().tick();
    stages.rollouts().tick();
    stages.distillations().offerVersion();
    stages.rounds().offerStudent();
    stages.rounds().forgetUsed();
    countDistillations();
    watchDrift(now);
    opener.openIfDue(stages.rollouts().active().isPresent(), now.wallMs());
    catchUp.tick(now);
  }

  private void watchDrift(EventTime now) {
    drift
        .tick(versions.desired().map(VersionId::toString), now.wallMs())
        .ifPresent(opener::drifted);
  }

  /** Stores what is written behind; completes when it is durable. */
  public CompletableFuture<Void> storeLast(EventTime now) {
    watchDrift(now);
    return CompletableFuture.allOf(opener.flush(), drift.flush(now.wallMs()));
  }

  /** Those that ended since, in the order in which they began. */
  private void countDistillations() {
    Deque<Distillation> ended = new ArrayDeque<>();
    for (Distillation next : stages.distillations().newest(Integer.MAX_VALUE)) {
      if (next.id().equals(opener.pace().counted())) {
        break;
      }
      ended.push(next);
    }
    while (!ended.isEmpty() && !ended.peek().underWay()) {
      Distillation next = ended.pop();
      opener.distilled(next.id(), next.isDecided(), next.version() != null, next.endedMs());
    }
  }

  /** A device cannot be reached, is no longer known, or has no cameras here any more. */
  void away(String agentId, EventTime now) {
    stages.rollouts().post(new RolloutEvent.DeviceAway(agentId, now));
  }

  /** A device is online, for the first time or again, or its cameras belong elsewhere now. */
  void came(String agentId, EventTime now) {
    if (members.has(agentId)) {
      stages.rounds().connected(agentId);
      stages.rollouts().post(new RolloutEvent.DeviceOnline(agentId, now));
      catchUp.connected(agentId, now);
    } else {
      away(agentId, now);
    }
  }

  /**
   * An agent reports on a command.
   *
   * @return false when the command is none of this deployment
   */
  boolean reported(String agentId, CommandReport report) {
    return stages.rounds().reported(agentId, report)
        || stages.rollouts().reported(agentId, report)
        || catchUp.reported(agentId, report);
  }

  /** The version that a device's student should run, and why; empty before there is one. */
  public Optional<DesiredVersion> desired(String agentId) {
    return members.has(agentId)
        ? DesiredVersion.of(agentId, versions.fleet(), stages.rollouts().active())
        : Optional.empty();
  }

  /** Completes when everything that was decided so far is durable. */
  CompletableFuture<Void> durable() {
    return CompletableFuture.allOf(
        stages.rounds().durable(), stages.distillations().durable(), stages.rollouts().durable());
  }

  /** Decides nothing more; completes when everything that was decided is durable. */
  CompletableFuture<Void> close(EventTime now) {
    return CompletableFuture.allOf(
        opener.close(),
        drift.close(now.wallMs()),
        stages.rounds().close(),
        stages.distillations().close(),
        stages.rollouts().close());
  }

  /** Removes what was stored for it alone, after it was closed for good. */
  CompletableFuture<Void> forget() {
    return CompletableFuture.allOf(opener.forget(), drift.forget());
  }
}
