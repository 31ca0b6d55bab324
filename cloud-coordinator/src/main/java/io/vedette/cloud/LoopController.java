package io.vedette.cloud;

import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.distillation.DistillationEvent;
import io.vedette.cloud.distillation.Distillations;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.fleet.RoundCommand;
import io.vedette.cloud.journal.EventFeed;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.EventTime;
import io.vedette.cloud.rollout.DesiredVersions;
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
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of the loop meet: what one of them has done is what the next one waits for. For
 * the control loop only.
 */
final class LoopController {

  /** Agents of an older release give up then; newer ones go on as long as it takes. */
  private static final Duration OLDER_AGENTS = Duration.ofDays(1);

  private final CoordinatorConfig config;
  private final ActiveTime time;
  private final EventFeed journal;
  private final Catalog catalog;
  private final Escalations escalations;
  private final Fleet fleet;
  private final Rounds rounds;
  private final Distillations distillations;
  private final Rollouts rollouts;
  private final InstallCommands orders;

  /** Rounds whose student is being made one of a newer version, or could not be. */
  private final Set<String> rebasing = new HashSet<>();

  LoopController(
      CoordinatorConfig config,
      ActiveTime time,
      EventFeed journal,
      Catalog catalog,
      Escalations escalations,
      Fleet fleet,
      Rounds rounds,
      Distillations distillations,
      Rollouts rollouts,
      InstallCommands orders) {
    this.config = config;
    this.time = time;
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
    time.tick();
    EventTime now = time.now();
    for (Device gone : fleet.missing(now)) {
      journal.warning("device", gone.agentId() + " is away");
      rollouts.post(new RolloutEvent.DeviceAway(gone.agentId(), now));
    }
    rounds.postAll(new RoundEvent.Ticked(now));
    distillations.postAll(new DistillationEvent.Ticked(now));
    rollouts.post(new RolloutEvent.Ticked(now));
    rollOutIfDue();
    distilIfDue();
    rounds.forgetUsed();
    rounds.openIfDue(
        escalations.totals().answered(), readyAgents(), rollouts.active().isPresent(), current());
    fleet.online().forEach(this::lookAfter);
  }

  /** A device is there, for the first time or again. */
  void online(String agentId) {
    rounds.postAll(new RoundEvent.AgentConnected(agentId));
    rollouts.post(new RolloutEvent.DeviceOnline(agentId, time.now()));
    orders.forget(agentId);
    fleet.find(agentId).ifPresent(this::lookAfter);
  }

  /** Agents that can take part in a round and have none at this moment, by name. */
  List<String> readyAgents() {
    int needed = config.rounds().minExamples();
    return fleet.online().stream()
        .filter(device -> device.examples() >= needed && !device.learning())
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
    DesiredVersions.of(device.agentId(), device.installed(), stable(), rollouts.active())
        .ifPresent(version -> orders.bring(device, manifest(version), time.now().activeMs()));
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

  /** A round has made a student. */
  void aggregated(Round round) {
    distilIfDue();
    boolean newest = rounds.newestStudent().filter(r -> r.id().equals(round.id())).isPresent();
    if (newest && !distillations.took(round.id())) {
      journal.info(
          "distillation",
          "the student of " + round.id() + " waits; a newer one would take its place");
    }
  }

  /**
   * The newest student is distilled when no distiller is at work on an older one and the fleet is
   * not on its way to another version. At most one waits: a newer round's student includes what the
   * older one was made of. When the fleet's version has changed meanwhile, the student is made one
   * of the new version first.
   */
  private void distilIfDue() {
    if (rollouts.active().isPresent() || distillations.atWork()) {
      return;
    }
    Optional<Round> newest =
        rounds
            .newestStudent()
            .filter(r -> !distillations.took(r.id()) && !rebasing.contains(r.id()));
    newest.ifPresent(
        round -> {
          Manifest current = current().filter(m -> m.training() != null).orElse(null);
          Artifact training = current == null ? null : current.training();
          if (current == null || training == null || current.id().equals(round.base())) {
            distil(round, round.aggregate(), round.base(), round.training());
          } else {
            rebasing.add(round.id());
            rounds.rebase(
                round,
                current.id(),
                training,
                made -> rebased(round, made, current.id(), training));
          }
        });
  }

  private void rebased(Round round, Artifact student, VersionId version, Artifact training) {
    boolean still = stable().filter(version::equals).isPresent();
    boolean newest = rounds.newestStudent().filter(r -> r.id().equals(round.id())).isPresent();
    rebasing.remove(round.id());
    if (still && newest && rollouts.active().isEmpty() && !distillations.atWork()) {
      distil(round, student, version, training);
    }
  }

  private void distil(
      Round round, @Nullable Artifact student, VersionId baseline, Artifact baselineTraining) {
    if (student != null) {
      distillations.take(
          Distillation.of(
              "d-" + round.id(),
              round.id(),
              student,
              baseline,
              baselineTraining,
              round.updateIds(),
              time.now().wallMs()));
    }
  }

  /** An agent's part of a round, as an order. */
  RoundCommand order(Round round, String commandId) {
    RoundConfig how = config.rounds();
    return new RoundCommand(
        commandId,
        round.id(),
        round.training(),
        manifest(round.base()).detector(),
        how.epochs(),
        how.batch(),
        how.learningRate(),
        how.minExamples(),
        how.maxExamples(),
        OLDER_AGENTS.toMillis(),
        round.seed());
  }
}
