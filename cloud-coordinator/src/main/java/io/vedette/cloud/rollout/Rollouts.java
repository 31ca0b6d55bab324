package io.vedette.cloud.rollout;

import io.vedette.cloud.journal.EventFeed;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.StateMachines;
import io.vedette.registry.manifest.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The shell around {@link RolloutStateMachine}: starts rollouts and performs what they want done.
 */
public final class Rollouts {

  /** What rollouts need of the others. */
  public interface RolloutActions {
    /** Sends a device its order; nothing happens while it is not connected. */
    void install(String agentId, VersionId version, String rolloutId, String commandId);

    void withdraw(String agentId, String commandId, String why);

    void alias(String alias, VersionId version);
  }

  private final RolloutConfig config;
  private final ActiveTime time;
  private final EventFeed journal;
  private final RolloutActions actions;
  private final StateMachines<Rollout, RolloutEvent, RolloutEffect> machines;

  public Rollouts(
      RolloutConfig config,
      RolloutStore store,
      ActiveTime time,
      EventFeed journal,
      RolloutActions actions) {
    this.config = config;
    this.time = time;
    this.journal = journal;
    this.actions = actions;
    this.machines =
        new StateMachines<>(RolloutStateMachine.of(config), Rollout::id, store::put, this::perform);
    machines.load(store.all());
  }

  /** Goes on with what was under way; older rollouts have nothing more to say. */
  public void resume() {
    machines
        .newest(1)
        .forEach(newest -> machines.post(newest.id(), new RolloutEvent.Restarted(time.now())));
  }

  /**
   * Starts a rollout.
   *
   * @param online devices that can be told now, by name
   * @param previous the fleet's present version; null when it has none
   * @throws IllegalStateException when one is under way
   */
  public Rollout start(VersionId version, @Nullable VersionId previous, List<String> online) {
    Optional<Rollout> current = active();
    if (current.isPresent()) {
      throw new IllegalStateException(
          current.get().id() + " is under way; wait for its end, abort it or roll it back");
    }
    VersionId back = version.equals(previous) ? null : previous;
    Rollout rollout =
        Rollout.starting(
            "o-" + (machines.all().size() + 1),
            version,
            back,
            canaryFirst(online),
            time.now().wallMs());
    machines.create(rollout);
    journal.info("rollout", rollout.id() + " to " + version + " started");
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
   * Takes a person's wish.
   *
   * @throws IllegalArgumentException when there is no such rollout
   */
  public Rollout wish(String rolloutId, RolloutEvent event) {
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
  public boolean reported(
      String agentId, String commandId, Member.State state, String message, double swapGapMs) {
    for (Rollout rollout : machines.all()) {
      for (boolean back : new boolean[] {false, true}) {
        if (commandId.equals(commandId(rollout.id(), agentId, back))) {
          machines.post(
              rollout.id(),
              new RolloutEvent.Reported(agentId, back, state, message, swapGapMs, time.now()));
          return true;
        }
      }
    }
    return false;
  }

  private static String commandId(String rolloutId, String agentId, boolean back) {
    return rolloutId + "/" + agentId + (back ? "/back" : "");
  }

  private void perform(Rollout rollout, RolloutEffect effect) {
    if (effect instanceof RolloutEffect.Order order) {
      VersionId target = order.back() ? rollout.previous() : rollout.version();
      if (target != null) {
        String command = commandId(rollout.id(), order.agentId(), order.back());
        actions.install(order.agentId(), target, rollout.id(), command);
      }
    } else if (effect instanceof RolloutEffect.Withdraw withdraw) {
      actions.withdraw(
          withdraw.agentId(), commandId(rollout.id(), withdraw.agentId(), false), withdraw.why());
    } else if (effect instanceof RolloutEffect.MarkCanary) {
      actions.alias("canary", rollout.version());
    } else if (effect instanceof RolloutEffect.MarkStable) {
      actions.alias("stable", rollout.version());
    } else if (effect instanceof RolloutEffect.MarkPrevious && rollout.previous() != null) {
      actions.alias("stable", rollout.previous());
      actions.alias("canary", rollout.previous());
    } else if (effect instanceof RolloutEffect.Announce announce) {
      String text = rollout.id() + " to " + rollout.version() + " " + announce.text();
      if (announce.warning()) {
        journal.warning("rollout", text);
      } else {
        journal.info("rollout", text);
      }
    }
  }

  /** The rollout under way. */
  public Optional<Rollout> active() {
    return machines.all().stream().filter(Rollout::underWay).findFirst();
  }

  public Optional<Rollout> find(String id) {
    return machines.find(id);
  }

  /** Newest first. */
  public List<Rollout> newest(int limit) {
    return machines.newest(limit);
  }
}
