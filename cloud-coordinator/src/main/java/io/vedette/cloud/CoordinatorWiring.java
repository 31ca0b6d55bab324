package io.vedette.cloud;

import io.vedette.cloud.audit.AuditCounts;
import io.vedette.cloud.distillation.Checkpoints;
import io.vedette.cloud.distillation.DistillationEvent;
import io.vedette.cloud.distillation.Distillations;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.journal.EventFeed;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.ChangeSignal;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.rollout.Rollouts;
import io.vedette.cloud.round.Participant;
import io.vedette.cloud.round.Round;
import io.vedette.cloud.round.Rounds;
import io.vedette.cloud.round.UpdateHandler;
import io.vedette.cloud.rpc.AgentEndpoint;
import io.vedette.cloud.rpc.ArtifactEndpoint;
import io.vedette.cloud.rpc.EscalationEndpoint;
import io.vedette.cloud.rpc.FederationEndpoint;
import io.vedette.cloud.rpc.GrpcServer;
import io.vedette.cloud.rpc.ManagementEndpoint;
import io.vedette.cloud.rpc.WorkerEndpoint;
import io.vedette.cloud.store.IgniteDeviceStore;
import io.vedette.cloud.store.IgniteDistillationStore;
import io.vedette.cloud.store.IgniteEscalationStore;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.cloud.store.IgniteRolloutStore;
import io.vedette.cloud.store.IgniteRoundStore;
import io.vedette.cloud.store.IgniteVersionStore;
import io.vedette.cloud.teacher.Teachers;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.catalog.Catalog;
import io.vedette.registry.manifest.VersionId;
import io.vedette.registry.signing.ManifestSigner;
import io.vedette.wire.ServerAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The parts of a coordinator, put together: who tells whom of what. */
final class CoordinatorWiring implements AutoCloseable {

  private static final Duration TICK = Duration.ofSeconds(1);

  private final CoordinatorConfig config;
  private final InstantSource clock;
  private final ActiveTime time;
  private final BlobStore blobs;
  private final Checkpoints checkpoints;
  private final Catalog catalog;
  private final EventFeed journal;
  private final ChangeSignal changes = new ChangeSignal();
  private final AuditCounts audits = new AuditCounts();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private final ControlLoop loop = new ControlLoop("control");
  private final ControlLoop teaching = new ControlLoop("teaching");
  private final ExecutorService heavy =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "heavy");
            thread.setDaemon(true);
            return thread;
          });

  private final Escalations escalations;
  private final EscalationEndpoint escalationEndpoint;
  private final Teachers teachers;
  private final Fleet fleet;
  private final InstallCommands orders;
  private final Rounds rounds;
  private final Distillations distillations;
  private final Rollouts rollouts;
  private final LoopController centre;

  private CoordinatorWiring(
      CoordinatorConfig config,
      IgniteNode node,
      BlobStore blobs,
      Checkpoints checkpoints,
      ManifestSigner signer,
      InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.time = new ActiveTime(clock, TICK);
    this.blobs = blobs;
    this.checkpoints = checkpoints;
    journal = new EventFeed(clock);
    catalog = new Catalog(new IgniteVersionStore(node), signer, clock);
    escalations =
        new Escalations(
            config.escalation(), new IgniteEscalationStore(node), blobs, clock, new Verdicts());
    escalationEndpoint =
        new EscalationEndpoint(escalations, config.escalation().window(), revoked::contains);
    teachers = new Teachers(config.teaching(), teaching, escalations, blobs, clock, journal);
    fleet = new Fleet(config.fleet(), new IgniteDeviceStore(node), time.now());
    orders = new InstallCommands(fleet, config.rollouts().deviceDeadline().toMillis());
    rounds =
        new Rounds(
            config.rounds(),
            new IgniteRoundStore(node),
            blobs,
            loop,
            heavy,
            time,
            journal,
            new RoundEffects());
    distillations =
        new Distillations(
            config.distillation(),
            config.gates(),
            new IgniteDistillationStore(node),
            escalations,
            blobs,
            checkpoints,
            catalog,
            loop,
            heavy,
            time,
            journal,
            this::passed);
    rollouts =
        new Rollouts(
            config.rollouts(), new IgniteRolloutStore(node), time, journal, new RolloutEffects());
    centre =
        new LoopController(
            config,
            time,
            journal,
            catalog,
            escalations,
            fleet,
            rounds,
            distillations,
            rollouts,
            orders);
  }

  /** Puts a coordinator together on its stores; nothing moves yet. */
  static CoordinatorWiring of(
      CoordinatorConfig config,
      IgniteNode node,
      BlobStore blobs,
      Checkpoints checkpoints,
      ManifestSigner signer,
      InstantSource clock)
      throws IOException {
    CoordinatorWiring assembly =
        new CoordinatorWiring(config, node, blobs, checkpoints, signer, clock);
    Path initial = config.initialModel();
    if (initial != null) {
      FirstVersion.register(initial, config.modelName(), assembly.catalog, blobs, assembly.journal);
    }
    escalationsInto(assembly);
    return assembly;
  }

  private static void escalationsInto(CoordinatorWiring assembly) {
    assembly.escalations.forEach(assembly.audits::count);
    assembly.fleet.devices().stream()
        .filter(d -> d.state() == Device.State.REVOKED)
        .forEach(d -> assembly.revoked.add(d.agentId()));
  }

  /** Opens the port. */
  GrpcServer serve(ServerAddress listener, byte[] signingKey) throws IOException {
    SnapshotSubscriptions viewers = new SnapshotSubscriptions(fleet);
    AgentHandler agents =
        new AgentHandler(loop, fleet, rounds, rollouts, centre, viewers, journal, time, changes);
    DistillerHandler distillers = new DistillerHandler(loop, distillations, time, changes);
    ManagementHandler management =
        new ManagementHandler(
            loop,
            clock,
            journal,
            catalog,
            blobs,
            escalations,
            audits,
            teachers,
            fleet,
            rounds,
            distillations,
            rollouts,
            centre,
            viewers,
            revoked,
            changes);
    loop.every(TICK, "looking at viewers", () -> viewers.tick(clock.millis()));
    return GrpcServer.start(
        listener,
        new AgentEndpoint(agents, config.fleet().heartbeat().toMillis(), signingKey),
        escalationEndpoint,
        new FederationEndpoint(new Updates(), blobs, revoked::contains),
        new ArtifactEndpoint(blobs, checkpoints.files()),
        new WorkerEndpoint(teachers, distillers, blobs, checkpoints),
        new ManagementEndpoint(management, changes, time));
  }

  /** Goes on with what was under way, and lets time pass. */
  void resume() {
    teachers.resume();
    loop.run("going on", centre::resume);
    loop.every(
        TICK,
        "a tick",
        () -> {
          centre.tick();
          changes.changed();
        });
  }

  Catalog catalog() {
    return catalog;
  }

  private void passed(VersionId version) {
    journal.info("version", version + " passed its gates");
    centre.rollOutIfDue();
  }

  @Override
  public void close() {
    heavy.shutdownNow();
    teaching.close();
    loop.close();
  }

  /** A frame goes to the teachers; its verdict to the agent, the audits and who waits for it. */
  private final class Verdicts implements Escalations.Listener {
    @Override
    public void accepted(AcceptedEscalation escalation) {
      teachers.offer(escalation.id());
      changes.changed();
    }

    @Override
    public void settled(AcceptedEscalation escalation) {
      escalationEndpoint.settled(escalation);
      audits.count(escalation);
      loop.run("a verdict", () -> distillations.postAll(new DistillationEvent.FramesCame()));
      changes.changed();
    }
  }

  private final class RoundEffects implements Rounds.RoundActions {
    @Override
    public void invite(Round round, String agentId, String commandId) {
      fleet.order(agentId, session -> session.train(centre.order(round, commandId)));
    }

    @Override
    public void aggregated(Round round) {
      centre.aggregated(round);
    }

    @Override
    public Set<String> usedUpdates() {
      return distillations.usedUpdates();
    }
  }

  private final class RolloutEffects implements Rollouts.RolloutActions {
    @Override
    public void install(String agentId, VersionId version, String rolloutId, String commandId) {
      orders.install(agentId, centre.manifest(version), rolloutId, commandId);
    }

    @Override
    public void withdraw(String agentId, String commandId, String why) {
      fleet.order(agentId, session -> session.cancel(commandId, why));
    }

    @Override
    public void alias(String alias, VersionId version) {
      try {
        catalog.setAlias(alias, version);
      } catch (RegistryException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }
  }

  private final class Updates implements UpdateHandler {
    @Override
    public Optional<String> refusal(
        String roundId, String agentId, String updateId, String baseSha256) throws Exception {
      return loop.ask(() -> rounds.refusal(roundId, agentId, updateId, baseSha256));
    }

    @Override
    public Optional<String> hand(
        String roundId, String agentId, String baseSha256, Participant.Contribution update)
        throws Exception {
      return loop.ask(
          () -> {
            Optional<String> taken = rounds.take(roundId, agentId, baseSha256, update);
            changes.changed();
            return taken;
          });
    }
  }
}
