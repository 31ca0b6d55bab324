package io.vedette.cloud;

import io.vedette.cloud.audit.AuditCounts;
import io.vedette.cloud.distillation.Distillations;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.fleet.CameraSnapshot;
import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.fleet.DeviceEvent;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.journal.EventFeed;
import io.vedette.cloud.machine.ChangeSignal;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.rollout.RolloutEvent;
import io.vedette.cloud.rollout.Rollouts;
import io.vedette.cloud.round.Round;
import io.vedette.cloud.round.Rounds;
import io.vedette.cloud.rpc.CoordinatorState;
import io.vedette.cloud.rpc.ManagementOperations;
import io.vedette.cloud.teacher.TeacherStatus;
import io.vedette.cloud.teacher.Teachers;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.ModelFile;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.catalog.Catalog;
import io.vedette.registry.lineage.LineageGraph;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.Variant;
import io.vedette.registry.manifest.Version;
import io.vedette.registry.manifest.VersionId;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** What people see and do. Every method may be called on any thread but the control loop's. */
final class ManagementHandler implements ManagementOperations {

  private static final int LISTED = 100;

  private final ControlLoop loop;
  private final InstantSource clock;
  private final EventFeed journal;
  private final Catalog catalog;
  private final BlobStore blobs;
  private final Escalations escalations;
  private final AuditCounts audits;
  private final Teachers teachers;
  private final Fleet fleet;
  private final Rounds rounds;
  private final Distillations distillations;
  private final Rollouts rollouts;
  private final LoopController centre;
  private final SnapshotSubscriptions viewers;
  private final Set<String> revoked;
  private final ChangeSignal changes;

  ManagementHandler(
      ControlLoop loop,
      InstantSource clock,
      EventFeed journal,
      Catalog catalog,
      BlobStore blobs,
      Escalations escalations,
      AuditCounts audits,
      Teachers teachers,
      Fleet fleet,
      Rounds rounds,
      Distillations distillations,
      Rollouts rollouts,
      LoopController centre,
      SnapshotSubscriptions viewers,
      Set<String> revoked,
      ChangeSignal changes) {
    this.loop = loop;
    this.clock = clock;
    this.journal = journal;
    this.catalog = catalog;
    this.blobs = blobs;
    this.escalations = escalations;
    this.audits = audits;
    this.teachers = teachers;
    this.fleet = fleet;
    this.rounds = rounds;
    this.distillations = distillations;
    this.rollouts = rollouts;
    this.centre = centre;
    this.viewers = viewers;
    this.revoked = revoked;
    this.changes = changes;
  }

  private <T> T ask(Callable<T> work) throws Exception {
    T answer = loop.ask(work);
    changes.changed();
    return answer;
  }

  @Override
  public CoordinatorState state() throws Exception {
    List<TeacherStatus> connected = teachers.status();
    List<Version> versions = catalog.newest(LISTED);
    return loop.ask(
        () ->
            new CoordinatorState(
                clock.millis(),
                fleet.devices().stream()
                    .map(
                        d ->
                            new CoordinatorState.AuditedDevice(
                                d, audits.of(d.agentId(), d.modelSha256())))
                    .toList(),
                rounds.newest(LISTED),
                distillations.newest(LISTED),
                versions.stream().map(this::named).toList(),
                rollouts.newest(LISTED),
                escalations.totals(),
                connected,
                journal.newest()));
  }

  private CoordinatorState.NamedVersion named(Version version) {
    VersionId id = version.id();
    List<String> aliases =
        catalog.aliases(id.name()).entrySet().stream()
            .filter(e -> e.getValue().equals(id))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    int devices = (int) fleet.devices().stream().filter(d -> id.equals(d.installed())).count();
    return new CoordinatorState.NamedVersion(version, aliases, devices);
  }

  @Override
  public List<CameraSnapshot> snapshots(String agentId) throws Exception {
    return loop.ask(
        () -> {
          viewers.look(agentId, clock.millis());
          return fleet.snapshots(agentId);
        });
  }

  @Override
  public List<DeviceEvent> events(String agentId) throws Exception {
    return loop.ask(() -> fleet.events(agentId));
  }

  @Override
  public CoordinatorState.NamedVersion register(Manifest draft, List<String> aliases)
      throws Exception {
    Artifact training = draft.training();
    if (training != null) {
      checkWhole(training, "training");
    }
    for (Variant variant : draft.variants()) {
      checkWhole(variant.artifact(), variant.name());
    }
    Version version = catalog.register(draft, List.of());
    for (String alias : aliases) {
      catalog.setAlias(alias, version.id());
    }
    journal.info("version", version.id() + " was registered");
    return ask(() -> named(version));
  }

  /** An artifact that is here, and needs no other file. */
  private void checkWhole(Artifact artifact, String role) throws RegistryException, IOException {
    try {
      ModelFile.checkWhole(Files.readAllBytes(blobs.file(artifact.sha256())), role);
    } catch (DetectorException e) {
      throw new RegistryException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public CoordinatorState.NamedVersion version(String reference) throws Exception {
    Version version = catalog.resolve(reference);
    return loop.ask(() -> named(version));
  }

  @Override
  public CoordinatorState.NamedVersion alias(String alias, VersionId id) throws Exception {
    catalog.setAlias(alias, id);
    journal.info("version", id + " is now " + alias);
    return version(id.toString());
  }

  @Override
  public LineageGraph lineage(String reference) throws Exception {
    LineageGraph whole =
        loop.ask(
            () ->
                new LineageBuilder(escalations, blobs)
                    .graph(
                        catalog.newest(LISTED),
                        rounds.newest(LISTED),
                        distillations.newest(LISTED),
                        rollouts.newest(LISTED)));
    String node =
        reference.contains("/") ? reference : "version/" + catalog.resolve(reference).id();
    if (whole.node(node) == null) {
      throw new RegistryException(node + ": nothing is known of it");
    }
    return whole.around(node);
  }

  @Override
  public Rollout startRollout(String reference) throws Exception {
    VersionId version = catalog.resolve(reference).id();
    return ask(
        () -> {
          centre.rollOut(version);
          return rollouts.newest(1).get(0);
        });
  }

  @Override
  public Rollout wish(String rolloutId, RolloutEvent event) throws Exception {
    return ask(() -> rollouts.wish(rolloutId, event));
  }

  @Override
  public Round startRound() throws Exception {
    return ask(
        () ->
            rounds.open(
                escalations.totals().answered(),
                centre.readyAgents(),
                centre
                    .current()
                    .orElseThrow(
                        () ->
                            new IllegalStateException(
                                "the fleet has no version yet; register one and call it stable"))));
  }

  @Override
  public Device revoke(String agentId) throws Exception {
    return ask(
        () -> {
          Device device =
              fleet
                  .revoke(agentId)
                  .orElseThrow(() -> new IllegalArgumentException(agentId + ": no such device"));
          revoked.add(agentId);
          journal.warning("device", agentId + " was revoked");
          return device;
        });
  }
}
