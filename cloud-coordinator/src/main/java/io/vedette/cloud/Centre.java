package io.vedette.cloud;

import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.distillation.DistillationEvent;
import io.vedette.cloud.distillation.Distillations;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.fleet.RoundOrder;
import io.vedette.cloud.journal.Journal;
import io.vedette.cloud.rollout.Desired;
import io.vedette.cloud.rollout.RolloutConfig;
import io.vedette.cloud.rollout.RolloutEvent;
import io.vedette.cloud.rollout.Rollouts;
import io.vedette.cloud.round.Round;
import io.vedette.cloud.round.RoundConfig;
import io.vedette.cloud.round.RoundEvent;
import io.vedette.cloud.round.Rounds;
import io.vedette.registry.RegistryException;
import io.vedette.registry.catalog.Catalog;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.VersionId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Where the parts of the loop meet: what one of them has done is what the next one waits for. For
 * the control loop only.
 */
final class Centre {

  private final CoordinatorConfig config;
  private final InstantSource clock;
  private final Journal journal;
  private final Catalog catalog;
  private final Escalations escalations;
  private final Fleet fleet;
  private final Rounds rounds;
  private final Distillations distillations;
  private final Rollouts rollouts;
  private final Orders orders;

  Centre(
      CoordinatorConfig config,
      InstantSource clock,
      Journal journal,
      Catalog catalog,
      Escalations escalations,
      Fleet fleet,
      Rounds rounds,
      Distillations distillations,
      Rollouts rollouts,
      Orders orders) {
    this.config = config;
    this.clock = clock;
    this.journal = journal;
    this.catalog = catalog;
    this.escalations = escalations;
    this.fleet = fleet;
    this.rounds = rounds;
    this.distillations = distillations;
    this.rollouts = rollouts;
    this.orders = orders;
  }

  /** Goes on with everything that was under way when the coordinator last went down. */
  void resume() {
    rounds.resume(escalations.totals().answered());
    distillations.resume();
    rollouts.resume();
  }

  /** Time has passed. */
  void tick() {
    long now = clock.millis();
    for (Device gone : fleet.missing(now)) {
      journal.warning("device", gone.agentId() + " is away");
      rollouts.post(new RolloutEvent.DeviceAway(gone.agentId(), now));
    }
    rounds.postAll(new RoundEvent.Ticked(now));
    distillations.postAll(new DistillationEvent.Ticked(now));
    rollouts.post(new RolloutEvent.Ticked(now));
    rollOutIfDue();
    rounds.openIfDue(escalations.totals().answered(), readyAgents(), busy(), current());
    fleet.online().forEach(this::lookAfter);
  }

  /** A device is there, for the first time or again. */
  void online(String agentId) {
    rounds.postAll(new RoundEvent.AgentConnected(agentId));
    rollouts.post(new RolloutEvent.DeviceOnline(agentId, clock.millis()));
    orders.forget(agentId);
    fleet.find(agentId).ifPresent(this::lookAfter);
  }

  private boolean busy() {
    return distillations.underWay() || rollouts.active().isPresent();
  }

  /** Agents that can take part in a round, by name. */
  List<String> readyAgents() {
    int needed = config.rounds().minExamples();
    return fleet.online().stream()
        .filter(device -> device.examples() >= needed)
        .map(Device::agentId)
        .toList();
  }

  /** The fleet's version. */
  Optional<VersionId> stable() {
    return catalog.alias(config.modelName(), "stable");
  }

  /** The manifest of the fleet's version. */
  Optional<Manifest> current() {
    return stable().map(this::manifest);
  }

  /** A version that must be there. */
  Manifest manifest(VersionId id) {
    try {
      return catalog.version(id).manifest();
    } catch (RegistryException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** Brings a device that no rollout looks after to the fleet's version. */
  private void lookAfter(Device device) {
    Desired.of(device.agentId(), device.installed(), stable(), rollouts.active())
        .ifPresent(version -> orders.bring(device, manifest(version), clock.millis()));
  }

  /** A version that passed its gates goes out, once, when nothing else is under way. */
  void rollOutIfDue() {
    RolloutConfig how = config.rollouts();
    if (how.manual() || rollouts.active().isPresent()) {
      return;
    }
    distillations.newest(1).stream()
        .flatMap(d -> Optional.ofNullable(d.version()).stream())
        .filter(
            v -> rollouts.newest(Integer.MAX_VALUE).stream().noneMatch(r -> r.version().equals(v)))
        .forEach(this::rollOut);
  }

  void rollOut(VersionId version) {
    rollouts.start(
        version, stable().orElse(null), fleet.online().stream().map(Device::agentId).toList());
  }

  /** A round has made a student, which is distilled next. */
  void aggregated(Round round) {
    Artifact student = round.aggregate();
    if (student == null) {
      return;
    }
    List<String> updates =
        round.updated().stream()
            .flatMap(p -> Optional.ofNullable(p.update()).stream())
            .map(u -> u.updateId())
            .toList();
    distillations.begin(
        Distillation.of(
            "d-" + round.id(),
            round.id(),
            student,
            round.base(),
            round.training(),
            updates,
            clock.millis()));
  }

  /** An agent's part of a round, as an order. */
  RoundOrder order(Round round, String commandId) {
    RoundConfig how = config.rounds();
    return new RoundOrder(
        commandId,
        round.id(),
        round.training(),
        manifest(round.base()).detector(),
        how.epochs(),
        how.batch(),
        how.learningRate(),
        how.minExamples(),
        how.maxExamples(),
        Math.max(1, round.deadlineMs() - clock.millis()),
        round.seed());
  }
}
