package io.vedette.cloud;

import io.vedette.cloud.audit.AuditCounts;
import io.vedette.cloud.commit.CommitLane;
import io.vedette.cloud.commit.DurableDeviceStore;
import io.vedette.cloud.commit.DurableEscalationStore;
import io.vedette.cloud.commit.DurableFeedStore;
import io.vedette.cloud.commit.GroupingCommitLane;
import io.vedette.cloud.commit.LaneConfig;
import io.vedette.cloud.commit.Priority;
import io.vedette.cloud.distillation.DatasetBuilder;
import io.vedette.cloud.distillation.DistillationWork;
import io.vedette.cloud.distillation.Distillations;
import io.vedette.cloud.distillation.StudentHandover;
import io.vedette.cloud.escalation.CameraDeployments;
import io.vedette.cloud.escalation.DeploymentQueries;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.escalation.StoreCheck;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.fleet.DeviceManagement;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.fleet.SnapshotSubscriptions;
import io.vedette.cloud.frame.FrameStore;
import io.vedette.cloud.housekeeping.Housekeeping;
import io.vedette.cloud.housekeeping.StorageReferences;
import io.vedette.cloud.lineage.LineageReader;
import io.vedette.cloud.loop.AgentHandler;
import io.vedette.cloud.loop.FrameListener;
import io.vedette.cloud.loop.LoopController;
import io.vedette.cloud.loop.LoopManagement;
import io.vedette.cloud.loop.LoopStages;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.BackgroundWork;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.machine.MachineHost;
import io.vedette.cloud.overview.FrameAnswering;
import io.vedette.cloud.overview.LoopReader;
import io.vedette.cloud.overview.StandingConditions;
import io.vedette.cloud.overview.SummaryReader;
import io.vedette.cloud.rollout.DeviceCatchUp;
import io.vedette.cloud.rollout.InstallCommands;
import io.vedette.cloud.rollout.Rollouts;
import io.vedette.cloud.round.RoundAggregation;
import io.vedette.cloud.round.RoundInvitations;
import io.vedette.cloud.round.RoundOpener;
import io.vedette.cloud.round.Rounds;
import io.vedette.cloud.rpc.AgentEndpoint;
import io.vedette.cloud.rpc.ArtifactEndpoint;
import io.vedette.cloud.rpc.EscalationEndpoint;
import io.vedette.cloud.rpc.FederationEndpoint;
import io.vedette.cloud.rpc.GrpcServer;
import io.vedette.cloud.rpc.ManagementEndpoint;
import io.vedette.cloud.rpc.WorkerEndpoint;
import io.vedette.cloud.store.IgniteFleetVersionStore;
import io.vedette.cloud.store.IgniteMachineStore;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.cloud.store.IgniteVersionStore;
import io.vedette.cloud.teacher.Teachers;
import io.vedette.cloud.version.FirstVersion;
import io.vedette.cloud.version.FleetVersions;
import io.vedette.cloud.version.ModelVersions;
import io.vedette.cloud.version.VersionManagement;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a coordinator, put together. An update passes them in the order rounds,
 * distillations, rollouts, devices; they are made in the opposite order, so that each knows only
 * what comes after it.
 */
final class CoordinatorWiring implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CoordinatorWiring.class);

  private static final Duration TICK = Duration.ofSeconds(1);

  private final CoordinatorConfig config;
  private final CoordinatorStores stores;
  private final ActiveTime time;
  private final EventFeed feed;
  private final ControlLoop loop = new ControlLoop("control");
  private final ControlLoop teaching = new ControlLoop("teaching");
  private final BackgroundWork background = new BackgroundWork(loop);
  private final GroupingCommitLane lane;
  private final FrameStore frames;
  private final Catalog catalog;
  private final Escalations escalations;
  private final FleetVersions versions;
  private final FrameAnswering answering;
  private final EscalationEndpoint escalationEndpoint;
  private final Fleet fleet;
  private final SnapshotSubscriptions snapshots;
  private final LoopStages stages;
  private final RoundOpener opener;
  private final LoopController controller;
  private final Housekeeping housekeeping;

  /** Makes the parts; none of them does anything yet. */
  CoordinatorWiring(CoordinatorConfig config, CoordinatorStores stores, InstantSource clock)
      throws IOException {
    this.config = config;
    this.stores = stores;
    IgniteNode node = stores.node();
    BlobStore blobs = stores.blobs();
    time = new ActiveTime(clock, TICK);
    feed = new EventFeed(clock, new DurableFeedStore(node, this::lane));

    catalog = new Catalog(new IgniteVersionStore(node), stores.signer(), clock);
    versions = new FleetVersions(catalog, new IgniteFleetVersionStore(node), config.modelName());
    Path initialModel = config.initialModel();
    if (initialModel != null) {
      FirstVersion.register(initialModel, versions, catalog, blobs, feed);
    }

    lane =
        new GroupingCommitLane(LaneConfig.defaults(), node, stores.segments(), new DiskAlarm(feed));
    frames = new FrameStore(stores.segments(), damage -> feed.error("escalation", damage));
    escalations =
        new Escalations(
            config.escalation(),
            CameraDeployments.ALL_DEFAULT,
            new DurableEscalationStore(node, lane),
            frames,
            clock);
    Teachers teachers = new Teachers(config.teaching(), teaching, escalations, frames, clock, feed);
    answering = new FrameAnswering(escalations.queries(), teachers, new AuditCounts());
    fleet =
        new Fleet(
            config.fleet(),
            config.rounds().minExamples(),
            new DurableDeviceStore(node, lane),
            feed,
            time.now());
    snapshots = new SnapshotSubscriptions(fleet);

    MachineHost host =
        new MachineHost(
            kind ->
                new IgniteMachineStore(node, kind, changes -> lane.submit(Priority.STATE, changes)),
            task -> loop.change("steps that are durable", task),
            background,
            new FeedAlarms(feed));
    InstallCommands installs =
        new InstallCommands(fleet, versions, config.rollouts().deviceDeadline());
    Rollouts rollouts =
        new Rollouts(config.rollouts(), host, installs, versions, fleet, time, feed);
    DeploymentQueries ofDefault = escalations.queries().of(CameraDeployments.DEFAULT);
    DistillationWork work =
        new DistillationWork(
            new DatasetBuilder(config.distillation(), ofDefault, blobs),
            config.gates(),
            catalog,
            stores.checkpoints(),
            background,
            time);
    Distillations distillations =
        new Distillations(config.distillation(), host, work, rollouts::offer, time, feed);
    RoundAggregation aggregation = new RoundAggregation(blobs, background, time);
    Rounds rounds =
        new Rounds(
            config.rounds(),
            host,
            new RoundInvitations(config.rounds(), fleet, versions),
            aggregation,
            new StudentHandover(distillations, rollouts, versions, aggregation, time, feed),
            time,
            feed);
    stages = new LoopStages(rounds, distillations, rollouts);
    housekeeping =
        new Housekeeping(
            config.artifacts(),
            escalations,
            frames,
            new StorageReferences(loop, stages, catalog, blobs),
            feed,
            clock);
    opener = new RoundOpener(config.rounds(), rounds, ofDefault, fleet, versions);
    controller =
        new LoopController(
            time,
            fleet,
            opener,
            stages,
            new DeviceCatchUp(fleet, versions, rollouts, installs, feed));

    escalationEndpoint =
        new EscalationEndpoint(escalations, config.escalation().window(), fleet::isRevoked);
    escalations.queries().forEach(answering.audits()::count);
    escalations.add(teachers);
    escalations.add(escalationEndpoint);
    escalations.add(answering.audits());
    escalations.add(new FrameListener(loop, distillations));
  }

  /** Compares what the store promises with what is there, and says what is damaged. */
  private void checkStore() throws IOException {
    List<String> damage =
        StoreCheck.run(escalations, stores.segments(), stores.node().lostWrites());
    if (!damage.isEmpty()) {
      feed.alarm("store", String.join("; ", damage));
    }
  }

  /** Opens the port. */
  GrpcServer serve() throws IOException {
    checkStore();
    BlobStore blobs = stores.blobs();
    VersionManagement management =
        new VersionManagement(loop.changes(), catalog, blobs, fleet, versions, feed);
    return GrpcServer.start(
        config.listener(),
        new AgentEndpoint(
            new AgentHandler(loop, fleet, snapshots, controller, time),
            config.fleet().heartbeat().toMillis(),
            stores.signer().publicKey()),
        escalationEndpoint,
        new FederationEndpoint(loop, stages.rounds(), blobs, config.rounds(), fleet::isRevoked),
        new ArtifactEndpoint(blobs, frames, stores.checkpoints().files()),
        new WorkerEndpoint(
            answering.teachers(), stages.distillations(), loop, time, blobs, stores.checkpoints()),
        management(management));
  }

  private ManagementEndpoint management(VersionManagement management) {
    SummaryReader summary =
        new SummaryReader(loop, fleet, answering, stages, management, versions, feed);
    LineageReader lineage =
        new LineageReader(loop, catalog, answering.escalations(), stores.blobs(), stages);
    return new ManagementEndpoint(
        new ManagementEndpoint.Readers(
            summary,
            new LoopReader(loop, stages),
            lineage,
            feed,
            answering.audits(),
            answering.escalations(),
            new ModelVersions(catalog)),
        housekeeping,
        new DeviceManagement(
            loop,
            fleet,
            snapshots,
            time,
            agentId -> loop.change("a forgotten device", () -> controller.away(agentId))),
        management,
        new LoopManagement(loop, opener, stages, catalog, versions, feed),
        loop.changes(),
        time);
  }

  /** Resumes what was under way, and starts the ticks. */
  void resume() {
    housekeeping.start();
    answering.teachers().resume();
    loop.change("resuming", controller::resume);
    StandingConditions conditions =
        new StandingConditions(answering, stages, feed, time.now().activeMs());
    loop.every(
        TICK,
        "a tick",
        () -> {
          background.tick();
          controller.tick();
          snapshots.tick(time.now().wallMs());
          conditions.tick(time.now().activeMs());
          feed.flush();
        });
  }

  private CommitLane lane() {
    return lane;
  }

  Catalog catalog() {
    return catalog;
  }

  @Override
  public void close() {
    storeLast();
    background.close();
    teaching.close();
    loop.close();
    housekeeping.close();
    lane.close();
  }

  /** Devices and events are written behind: now, before the store is closed. */
  private void storeLast() {
    try {
      fleet.flush().thenCompose(stored -> fleet.flush()).get(5, TimeUnit.SECONDS);
      feed.flush().thenCompose(stored -> feed.flush()).get(5, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.warn("the last devices and events were not stored: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
