package io.vedette.cloud.rollout;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.BackgroundWork;
import io.vedette.cloud.machine.RunningEffect;
import io.vedette.cloud.rollout.Rollout.Phase;
import io.vedette.cloud.version.FleetVersions;
import io.vedette.registry.manifest.VersionId;
import java.util.Optional;
import java.util.Set;

/**
 * Performs what {@link RolloutStateMachine} asks for. An effect may come late, after a failure or a
 * restart: what the rollout no longer wants is left out. For the control loop only.
 */
final class RolloutWork {

  private static final Set<Phase> FORWARD =
      Set.of(
          Phase.CANARY,
          Phase.CANARY_BAKE,
          Phase.WAVES,
          Phase.FINAL_BAKE,
          Phase.UNDECIDED,
          Phase.PAUSED);
  private static final Set<Phase> BACK = Set.of(Phase.ROLLING_BACK, Phase.ROLLED_BACK);

  private final InstallCommands installs;
  private final FleetVersions versions;
  private final BackgroundWork background;
  private final ActiveTime time;
  private final EventFeed feed;

  RolloutWork(
      InstallCommands installs,
      FleetVersions versions,
      BackgroundWork background,
      ActiveTime time,
      EventFeed feed) {
    this.installs = installs;
    this.versions = versions;
    this.background = background;
    this.time = time;
    this.feed = feed;
  }

  boolean perform(Rollout rollout, RolloutEffect effect, RunningEffect<RolloutEvent> running) {
    if (effect instanceof RolloutEffect.Install install) {
      install(rollout, install);
    } else if (effect instanceof RolloutEffect.Withdraw withdraw) {
      installs.withdraw(
          withdraw.agentId(),
          Rollouts.commandId(rollout.id(), withdraw.agentId(), false),
          withdraw.why());
    } else if (effect instanceof RolloutEffect.MarkCanary) {
      return !FORWARD.contains(rollout.phase())
          || mark(rollout, running, () -> versions.mark("canary", rollout.version()));
    } else if (effect instanceof RolloutEffect.MarkStable) {
      return rollout.phase() != Phase.DONE
          || mark(
              rollout, running, () -> versions.run(rollout.version(), "rollout " + rollout.id()));
    } else if (effect instanceof RolloutEffect.MarkPrevious) {
      VersionId previous = rollout.previous();
      return previous == null
          || !BACK.contains(rollout.phase())
          || mark(
              rollout,
              running,
              () -> {
                versions.run(previous, "rollout " + rollout.id() + " went back");
                versions.mark("canary", previous);
              });
    } else if (effect instanceof RolloutEffect.Announce announce) {
      announce(rollout, announce);
    } else if (effect instanceof RolloutEffect.Continue) {
      running.post(new RolloutEvent.Continued(time.now()));
    }
    return true;
  }

  private void install(Rollout rollout, RolloutEffect.Install install) {
    Optional<Member> member = rollout.member(install.agentId()).filter(Member::moving);
    VersionId target = install.back() ? rollout.previous() : rollout.version();
    if (target != null && member.filter(m -> m.goingBack() == install.back()).isPresent()) {
      installs.install(
          install.agentId(),
          target,
          rollout.id(),
          Rollouts.commandId(rollout.id(), install.agentId(), install.back()));
    }
  }

  /** The fleet's version and aliases are writes to the disk: they are moved in the background. */
  private boolean mark(Rollout rollout, RunningEffect<RolloutEvent> running, Runnable move) {
    background.run(
        "marking the version of " + rollout.id(),
        () -> {
          move.run();
          return Optional.<Throwable>empty();
        },
        Optional::of,
        failure -> failure.ifPresentOrElse(running::failed, running::done));
    return false;
  }

  private void announce(Rollout rollout, RolloutEffect.Announce announce) {
    String text = rollout.id() + " to " + rollout.version() + " " + announce.text();
    if (announce.warning()) {
      feed.warning(Subject.of("rollout", rollout.id()), text);
    } else {
      feed.info(Subject.of("rollout", rollout.id()), text);
    }
  }
}
