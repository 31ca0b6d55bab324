package io.vedette.cloud.rollout;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.fleet.CommandReport;
import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.StateMachines;
import io.vedette.cloud.version.FleetVersions;
import io.vedette.registry.manifest.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts rollouts, one at a time, and performs what {@link RolloutStateMachine} asks for. */
public final class Rollouts {

  private final RolloutConfig config;
  private final InstallCommands installs;
  private final FleetVersions versions;
  private final Fleet fleet;
  private final ActiveTime time;
  private final EventFeed feed;
  private final StateMachines<Rollout, RolloutEvent, RolloutEffect> machines;

  public Rollouts(
      RolloutConfig config,
      RolloutStore store,
      InstallCommands installs,
      FleetVersions versions,
      Fleet fleet,
      ActiveTime time,
      EventFeed feed) {
    this.config = config;
    this.installs = installs;
    this.versions = versions;
    this.fleet = fleet;
    this.time = time;
    this.feed = feed;
    this.machines =
        new StateMachines<>(RolloutStateMachine.of(config), Rollout::id, store::put, this::perform);
    machines.load(store.all());
  }

  /** Resumes the newest rollout; older ones have ended. */
  public void resume() {
    machines
        .newest(1)
        .forEach(newest -> machines.post(newest.id(), new RolloutEvent.Restarted(time.now())));
  }

  /** A version that passed its gates is rolled out, once, unless a rollout is under way. */
  public void offer(VersionId version) {
    boolean known = machines.all().stream().anyMatch(r -> r.version().equals(version));
    if (!config.manual() && active().isEmpty() && !known) {
      start(version);
    }
  }

  /**
   * Starts a rollout to the devices that are online.
   *
   * @throws IllegalStateException when one is under way
   */
  public Rollout start(VersionId version) {
    Optional<Rollout> current = active();
    if (current.isPresent()) {
      throw new IllegalStateException(
          current.get().id() + " is under way; wait for its end, abort it or roll it back");
    }
    Rollout rollout =
        Rollout.starting(
            "o-" + (machines.all().size() + 1),
            version,
            versions.stable().filter(stable -> !stable.equals(version)).orElse(null),
            canaryFirst(fleet.online().stream().map(Device::agentId).toList()),
            time.now().wallMs());
    machines.create(rollout);
    feed.info("rollout", rollout.id() + " to " + version + " started");
    machines.post(rollout.id(), new RolloutEvent.Started(time.now()));
    return machines.find(rollout.id()).orElse(rollout);
  }

  private List<String> canaryFirst(List<String> online) {
    List<String> ordered = new ArrayList<>(online);
    String canary = config.canary();
    if (canary != null && ordered.remove(canary)) {
      ordered.add(0, canary);
    }
    return ordered;
  }

  /**
   * Takes a person's request: to pause, resume, abort or roll back.
   *
   * @throws IllegalArgumentException when there is no such rollout
   */
  public Rollout request(String rolloutId, RolloutEvent event) {
    if (machines.find(rolloutId).isEmpty()) {
      throw new IllegalArgumentException(rolloutId + ": no such rollout");
    }
    machines.post(rolloutId, event);
    return machines.find(rolloutId).orElseThrow();
  }

  /** Takes an event for the rollout under way, if there is one. */
  public void post(RolloutEvent event) {
    active().ifPresent(rollout -> machines.post(rollout.id(), event));
  }

  /**
   * Takes a device's report.
   *
   * @return false when the command is no rollout's
   */
  public boolean reported(String agentId, CommandReport report) {
    for (Rollout rollout : machines.all()) {
      for (boolean back : new boolean[] {false, true}) {
        if (report.commandId().equals(commandId(rollout.id(), agentId, back))) {
          machines.post(
              rollout.id(),
              new RolloutEvent.Reported(
                  agentId,
                  back,
                  state(report.phase()),
                  report.message(),
                  report.swapGapMs(),
                  time.now()));
          return true;
        }
      }
    }
    return false;
  }

  private static Member.State state(CommandReport.Phase phase) {
    return switch (phase) {
      case DOWNLOADING -> Member.State.DOWNLOADING;
      case SELF_TEST -> Member.State.SELF_TEST;
      case SWAPPED -> Member.State.SWAPPED;
      case CONFIRMED, DONE -> Member.State.CONFIRMED;
      case FAILED, DECLINED -> Member.State.FAILED;
      case ACCEPTED, TRAINING, UPLOADING -> Member.State.SENT;
    };
  }

  private static String commandId(String rolloutId, String agentId, boolean back) {
    return rolloutId + "/" + agentId + (back ? "/back" : "");
  }

  private void perform(Rollout rollout, RolloutEffect effect) {
    if (effect instanceof RolloutEffect.Install install) {
      VersionId target = install.back() ? rollout.previous() : rollout.version();
      if (target != null) {
        String command = commandId(rollout.id(), install.agentId(), install.back());
        installs.install(install.agentId(), target, rollout.id(), command);
      }
    } else if (effect instanceof RolloutEffect.Withdraw withdraw) {
      installs.withdraw(
          withdraw.agentId(), commandId(rollout.id(), withdraw.agentId(), false), withdraw.why());
    } else if (effect instanceof RolloutEffect.MarkCanary) {
      versions.mark("canary", rollout.version());
    } else if (effect instanceof RolloutEffect.MarkStable) {
      versions.mark("stable", rollout.version());
    } else if (effect instanceof RolloutEffect.MarkPrevious && rollout.previous() != null) {
      versions.mark("stable", rollout.previous());
      versions.mark("canary", rollout.previous());
    } else if (effect instanceof RolloutEffect.Announce announce) {
      String text = rollout.id() + " to " + rollout.version() + " " + announce.text();
      if (announce.warning()) {
        feed.warning("rollout", text);
      } else {
        feed.info("rollout", text);
      }
    }
  }

  /** The rollout under way. */
  public Optional<Rollout> active() {
    return machines.all().stream().filter(Rollout::underWay).findFirst();
  }

  /** Newest first. */
  public List<Rollout> newest(int limit) {
    return machines.newest(limit);
  }
}
