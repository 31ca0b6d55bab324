package io.vedette.cloud;

import io.vedette.cloud.audit.AuditCounts;
import io.vedette.cloud.audit.DeploymentAccuracy;
import io.vedette.cloud.backup.Backups;
import io.vedette.cloud.camera.CameraManagement;
import io.vedette.cloud.commit.CommitLane;
import io.vedette.cloud.commit.DurableDeviceStore;
import io.vedette.cloud.commit.DurableEscalationStore;
import io.vedette.cloud.commit.DurableFeedStore;
import io.vedette.cloud.commit.DurableHistoryStore;
import io.vedette.cloud.commit.DurableReviewStore;
import io.vedette.cloud.commit.GroupingCommitLane;
import io.vedette.cloud.commit.LaneConfig;
import io.vedette.cloud.commit.LaneListener;
import io.vedette.cloud.deployment.CameraSelection;
import io.vedette.cloud.deployment.DeploymentSpec;
import io.vedette.cloud.disk.DiskRoom;
import io.vedette.cloud.distillation.Distillers;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.escalation.StoreCheck;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.fleet.DeviceManagement;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.fleet.SnapshotSubscriptions;
import io.vedette.cloud.frame.FrameStore;
import io.vedette.cloud.health.field.FieldRecorder;
import io.vedette.cloud.history.FigureHistory;
import io.vedette.cloud.history.source.AccuracyMeter;
import io.vedette.cloud.history.source.FrameMeter;
import io.vedette.cloud.history.source.HeartbeatMeter;
import io.vedette.cloud.history.source.HistoryClock;
import io.vedette.cloud.history.source.LevelMeter;
import io.vedette.cloud.housekeeping.Housekeeping;
import io.vedette.cloud.housekeeping.StorageReferences;
import io.vedette.cloud.identity.IdentityConfig;
import io.vedette.cloud.identity.IdentityParts;
import io.vedette.cloud.identity.log.AuditLog;
import io.vedette.cloud.identity.log.CallRecorder;
import io.vedette.cloud.identity.people.PeopleDirectory;
import io.vedette.cloud.lineage.LineageReader;
import io.vedette.cloud.loop.AgentHandler;
import io.vedette.cloud.loop.DeploymentLoop;
import io.vedette.cloud.loop.DeploymentLoops;
import io.vedette.cloud.loop.DeploymentManagement;
import io.vedette.cloud.loop.FrameListener;
import io.vedette.cloud.loop.LoopController;
import io.vedette.cloud.loop.LoopManagement;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.BackgroundWork;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.model.ModelInspections;
import io.vedette.cloud.model.ModelRegistration;
import io.vedette.cloud.operations.CoordinatorMetrics;
import io.vedette.cloud.operations.CoordinatorParts;
import io.vedette.cloud.operations.FigureReader;
import io.vedette.cloud.overview.DeploymentReader;
import io.vedette.cloud.overview.FrameAnswering;
import io.vedette.cloud.overview.LoopReader;
import io.vedette.cloud.overview.StandingConditions;
import io.vedette.cloud.overview.SummaryReader;
import io.vedette.cloud.overview.TeacherReader;
import io.vedette.cloud.quota.QuotaMeter;
import io.vedette.cloud.quota.TeachingPolicies;
import io.vedette.cloud.quota.TeachingPolicy;
import io.vedette.cloud.replacement.TeacherReplacements;
import io.vedette.cloud.review.Reviews;
import io.vedette.cloud.rpc.AccessInterceptor;
import io.vedette.cloud.rpc.AgentEndpoint;
import io.vedette.cloud.rpc.ArtifactEndpoint;
import io.vedette.cloud.rpc.DeploymentScope;
import io.vedette.cloud.rpc.DeviceArtifacts;
import io.vedette.cloud.rpc.Enrollments;
import io.vedette.cloud.rpc.EscalationEndpoint;
import io.vedette.cloud.rpc.FederationEndpoint;
import io.vedette.cloud.rpc.GrpcServer;
import io.vedette.cloud.rpc.IdentityEndpoint;
import io.vedette.cloud.rpc.ManagementEndpoint;
import io.vedette.cloud.rpc.WorkerEndpoint;
import io.vedette.cloud.store.IgniteCameraSettingsStore;
import io.vedette.cloud.store.IgniteDeploymentStore;
import io.vedette.cloud.store.IgniteIdentityStore;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.cloud.store.IgnitePeopleStore;
import io.vedette.cloud.store.IgniteReplacementStore;
import io.vedette.cloud.store.IgniteVersionStore;
import io.vedette.cloud.teacher.Teachers;
import io.vedette.cloud.version.FirstVersion;
import io.vedette.cloud.version.ModelVersions;
import io.vedette.cloud.version.VersionManagement;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.catalog.Catalog;
import io.vedette.registry.manifest.VersionId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a coordinator that all deployments share, put together; {@link LoopWiring} makes the
 * loops of deployments from them.
 */
final class CoordinatorWiring implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CoordinatorWiring.class);

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final String CONTROL = "control";
  private static final String TEACHING = "teaching";
  private static final String HISTORY_NOT_STORED = "history-not-stored";

  private final CoordinatorConfig config;
  private final CoordinatorStores stores;
  private final TeachingPolicies policies = this::policy;
  private final QuotaMeter quotas = new QuotaMeter(policies, () -> System.nanoTime() / 1_000_000);
  private final ActiveTime time;
  private final EventFeed feed;
  private final PeopleDirectory people;
  private final CoordinatorMetrics metrics;
  private final ControlLoop control;
  private final ControlLoop teaching;
  private final BackgroundWork background;
  private final GroupingCommitLane lane;
  private final FrameStore frames;
  private final Catalog catalog;
  private final ModelVersions models;
  private final Escalations escalations;
  private final FrameAnswering answering;
  private final Reviews reviews;
  private final EscalationEndpoint escalationEndpoint;
  private final Fleet fleet;
  private final FieldRecorder field = new FieldRecorder();
  private final SnapshotSubscriptions snapshots;
  private final Distillers distillers;
  private final DeploymentLoops loops = new DeploymentLoops();
  private final LoopController controller;
  private final DeploymentManagement deployments;
  private final CameraManagement cameras;
  private final Housekeeping housekeeping;
  private final Backups backups;
  private final AuditLog auditLog;
  private final CallRecorder recorder;
  private final FigureHistory history;
  private final HistoryClock historyClock;
  private final ModelInspections inspections;
  private final TeacherReplacements replacements;
  private final @Nullable IdentityParts identity;
  private final AccessInterceptor access;
  private final Enrollments enrollments;
  private final DeviceArtifacts deviceArtifacts;

  /** Makes the parts; none of them does anything yet. */
  CoordinatorWiring(
      CoordinatorConfig config,
      CoordinatorStores stores,
      CoordinatorMetrics metrics,
      LaneListener health,
      InstantSource clock)
      throws IOException {
    this.config = config;
    this.stores = stores;
    this.metrics = metrics;
    control = new ControlLoop(CONTROL, metrics.controller(CONTROL));
    teaching = new ControlLoop(TEACHING, metrics.controller(TEACHING));
    background = new BackgroundWork(control);
    IgniteNode node = stores.node();
    BlobStore blobs = stores.blobs();
    time = new ActiveTime(clock, TICK);
    feed = new EventFeed(clock, new DurableFeedStore(node, this::lane));
    people = new PeopleDirectory(new IgnitePeopleStore(node), feed, clock);
    catalog = new Catalog(new IgniteVersionStore(node), stores.signer(), clock);

    lane =
        new GroupingCommitLane(
            LaneConfig.defaults(),
            node,
            stores.segments(),
            LaneListener.all(new DiskAlarm(feed), health, metrics.lane()));
    frames = new FrameStore(stores.segments(), damage -> feed.error("escalation", damage));
    fleet =
        new Fleet(
            config.fleet(),
            CameraSelection.of(List.of()),
            new DurableDeviceStore(node, lane),
            feed,
            time.now());
    escalations =
        new Escalations(
            config.escalation(),
            (agentId, cameraId) ->
                fleet.deploymentOf(agentId, cameraId).orElse(DeploymentSpec.DEFAULT),
            quotas,
            new DurableEscalationStore(node, lane),
            frames,
            clock);
    reviews =
        new Reviews(new DurableReviewStore(node, lane), escalations.queries(), this::labels, clock);
    models = new ModelVersions(catalog);
    Teachers teachers =
        new Teachers(
            config.teaching(), policies, quotas, teaching, escalations, frames, clock, feed);
    answering =
        new FrameAnswering(
            escalations.queries(),
            teachers,
            policies,
            quotas,
            new AuditCounts(),
            new DeploymentAccuracy(model -> models.of(model).map(VersionId::toString).orElse("")));
    snapshots = new SnapshotSubscriptions(fleet);
    distillers = new Distillers(feed);
    controller = new LoopController(time, fleet, loops);
    deployments =
        new DeploymentManagement(
            config.deployment(),
            new IgniteDeploymentStore(node),
            loops,
            new LoopWiring(
                stores,
                catalog,
                models,
                escalations,
                reviews,
                fleet,
                field,
                distillers,
                lane,
                control,
                background,
                time,
                feed),
            control,
            fleet,
            controller,
            feed,
            clock);
    deployments.load();
    cameras = new CameraManagement(new IgniteCameraSettingsStore(node), fleet, feed, clock);
    Path initialModel = config.initialModel();
    if (initialModel != null) {
      FirstVersion.register(initialModel, loops.get("").versions(), catalog, blobs, feed);
    }
    stores
        .checkpoints()
        .retain(
            loops.all().stream()
                .flatMap(loop -> loop.stages().distillations().checkpoints().stream())
                .toList());
    housekeeping =
        new Housekeeping(
            config.artifacts(),
            escalations,
            frames,
            new StorageReferences(control, loops, catalog, blobs, reviews),
            feed,
            clock);
    backups =
        new Backups(
            config.backups(),
            config.dataDirectory(),
            node,
            blobs,
            stores.segments(),
            housekeeping,
            feed,
            clock);

    auditLog = stores.auditLog();
    recorder = new CallRecorder(auditLog, feed, clock);

    history =
        new FigureHistory(
            new DurableHistoryStore(node, lane),
            this::historyStored,
            clock.millis(),
            HistoryClock.monotonicMs());
    historyClock = new HistoryClock(history, clock);
    history.add(new LevelMeter(fleet, loops, escalations.queries()));
    history.add(new AccuracyMeter(answering.accuracy(), loops));
    fleet.add(new HeartbeatMeter(history));
    fleet.add(field);

    identity = openIdentity(node, clock);
    access =
        identity == null
            ? AccessInterceptor.open(recorder)
            : new AccessInterceptor(
                false, identity.identities(), identity.adminToken().or(people), recorder);
    people.whenEnded(
        name ->
            access.cut(
                caller -> caller.isPerson() && caller.name().equals(name),
                name + " has other rights now; sign in again"));
    enrollments = new Enrollments(identity == null ? null : identity.identities(), access, feed);
    deviceArtifacts = new DeviceArtifacts(catalog, this::modelsOf);
    inspections = new ModelInspections(blobs);
    escalationEndpoint =
        new EscalationEndpoint(escalations, config.escalation().window(), fleet::isRevoked);
    countEarlierAudits();
    escalations.add(teachers);
    escalations.add(escalationEndpoint);
    escalations.add(answering.audits());
    escalations.add(field);
    escalations.add(answering.accuracy());
    escalations.add(new FrameMeter(history));
    escalations.add(metrics.frames());
    escalations.add(reviews);
    escalations.add(new FrameListener(control, loops));
    replacements =
        new TeacherReplacements(
            new IgniteReplacementStore(node), teachers, deployments, feed, clock);
    escalations.add(replacements);
  }

  /** Null: the listener is open, or asks for one token of everybody. */
  private @Nullable IdentityParts openIdentity(IgniteNode node, InstantSource clock)
      throws IOException {
    if (!config.knowsCallers()) {
      return null;
    }
    IdentityConfig given = config.identity();
    return IdentityParts.open(
        config.dataDirectory(),
        given == null ? IdentityConfig.defaults() : given,
        config.listener().host(),
        new IgniteIdentityStore(node),
        fleet::isRevoked,
        clock);
  }

  private Set<String> modelsOf(String agentId) {
    return fleet.find(agentId).stream()
        .flatMap(device -> device.assignment().cameras().keySet().stream())
        .flatMap(deployment -> loops.find(deployment).stream())
        .map(loop -> loop.spec().model())
        .collect(Collectors.toSet());
  }

  private void countEarlierAudits() {
    List<AcceptedEscalation> earlier = new ArrayList<>();
    escalations
        .queries()
        .forEach(
            escalation -> {
              if (escalation.audit()) {
                earlier.add(escalation);
              }
            });
    earlier.forEach(answering.audits()::count);
    answering.accuracy().countAll(earlier);
  }

  /** Compares what the store promises with what is there, and says what is damaged. */
  private void checkStore() throws IOException {
    List<String> damage =
        StoreCheck.run(escalations, stores.segments(), stores.node().lostWrites());
    if (!damage.isEmpty()) {
      feed.alarm("store", String.join("; ", damage));
    }
  }

  private void historyStored(String failure) {
    if (failure.isEmpty()) {
      feed.clear(HISTORY_NOT_STORED);
    } else {
      feed.alarm(HISTORY_NOT_STORED, "figures are not stored, and are tried again: " + failure);
    }
  }

  /** Of the version that a deployment runs. */
  private List<String> labels(String deployment) {
    return loops
        .find(deployment)
        .flatMap(loop -> loop.versions().current())
        .map(manifest -> manifest.detector().labels())
        .orElse(List.of());
  }

  private TeachingPolicy policy(String deployment) {
    return loops
        .find(deployment)
        .or(() -> loops.find(DeploymentSpec.DEFAULT))
        .map(loop -> loop.spec().teaching())
        .orElse(TeachingPolicy.DEFAULT);
  }

  /** Opens the port. */
  GrpcServer serve() throws IOException {
    checkStore();
    BlobStore blobs = stores.blobs();
    return GrpcServer.start(
        config.listener(),
        identity == null ? null : identity.tls(),
        access,
        new DeploymentScope(
            id -> escalations.queries().find(id).map(AcceptedEscalation::deployment),
            loops::deployment),
        new IdentityEndpoint(people, enrollments),
        new AgentEndpoint(
            new AgentHandler(control, fleet, snapshots, controller, cameras, time),
            config.fleet().heartbeat().toMillis(),
            stores.signer().publicKey(),
            deviceArtifacts),
        escalationEndpoint,
        new FederationEndpoint(control, loops, blobs, fleet::isRevoked),
        new ArtifactEndpoint(blobs, frames, stores.checkpoints().files(), deviceArtifacts),
        new WorkerEndpoint(
            answering.teachers(), distillers, control, time, blobs, stores.checkpoints()),
        management());
  }

  private ManagementEndpoint management() {
    VersionManagement versions =
        new VersionManagement(
            control.changes(), catalog, stores.blobs(), fleet, loops::ofModel, feed);
    return new ManagementEndpoint(
        new ManagementEndpoint.Readers(
            new SummaryReader(control, fleet, answering, loops, versions, feed),
            new LoopReader(control, loops),
            new DeploymentReader(control, loops),
            new TeacherReader(answering, loops),
            new LineageReader(control, catalog, answering.escalations(), stores.blobs(), loops),
            feed,
            answering.audits(),
            answering.accuracy(),
            answering.escalations(),
            reviews,
            models,
            history,
            auditLog),
        new ManagementEndpoint.Changers(
            new DeviceManagement(
                control,
                fleet,
                snapshots,
                time,
                this::forgotten,
                agentId -> control.change("a tagged device", () -> controller.came(agentId))),
            versions,
            new LoopManagement(control, loops, catalog, feed),
            deployments,
            cameras,
            inspections,
            new ModelRegistration(inspections, versions, loops),
            replacements,
            people,
            enrollments,
            housekeeping,
            backups),
        control.changes(),
        time);
  }

  private void forgotten(String agentId) {
    deviceArtifacts.forget(agentId);
    cameras.forget(agentId);
    control.change("a forgotten device", () -> controller.away(agentId));
  }

  /** Resumes what was under way, and starts the ticks. */
  void resume() {
    housekeeping.start();
    historyClock.start();
    answering.teachers().resume();
    control.change("resuming", controller::resume);
    StandingConditions conditions =
        new StandingConditions(answering, distillers, feed, time.now().activeMs());
    // Each for itself: a fault of one stops none of the others.
    control.every(TICK, "a tick of background work", background::tick);
    control.every(TICK, "a tick of the loops", controller::tick);
    control.every(TICK, "a tick of snapshots", () -> snapshots.tick(time.now().wallMs()));
    control.every(TICK, "a tick of conditions", () -> conditions.tick(time.now().activeMs()));
    control.every(TICK, "a tick of the feed", feed::flush);
    control.every(TICK, "a tick of people", people::tick);
    housekeeping.every(TICK, "audit-log", "the audit log is not written", recorder::flush);
    housekeeping.every(TICK, "backups", "no backup is begun", backups::tick);
    control.every(TICK, "a tick of certificates", access::recheck);
  }

  /** The control loops, by name. */
  Map<String, ControlLoop> controllers() {
    return Map.of(CONTROL, control, TEACHING, teaching);
  }

  /** The disk that has the data. */
  DiskRoom room() {
    return new DiskRoom(config.dataDirectory(), LaneConfig.defaults().reserveBytes());
  }

  /** Shows the figures of all parts. */
  void show() {
    metrics.show(
        new CoordinatorParts(
            new FigureReader(control, loops, answering),
            answering.escalations(),
            config.escalation().maxWaiting(),
            lane,
            fleet,
            feed,
            controllers(),
            room(),
            stores.node()));
  }

  private CommitLane lane() {
    return lane;
  }

  Catalog catalog() {
    return catalog;
  }

  @Override
  public void close() {
    historyClock.close();
    storeLast();
    background.close();
    teaching.close();
    control.close();
    housekeeping.close();
    inspections.close();
    replacements.close();
    lane.close();
  }

  /** Devices, events and what is watched are written behind: now, before the store is closed. */
  private void storeLast() {
    try {
      for (DeploymentLoop loop : loops.all()) {
        control.ask(() -> loop.storeLast(time.now())).get(5, TimeUnit.SECONDS);
      }
      fleet.flush().thenCompose(stored -> fleet.flush()).get(5, TimeUnit.SECONDS);
      feed.flush().thenCompose(stored -> feed.flush()).get(5, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.warn("the last devices and events were not stored: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      log.warn("what was written behind was not stored", e);
    }
  }
}
