package io.vedette.cloud;

import io.vedette.cloud.commit.CommitLane;
import io.vedette.cloud.commit.DurableDriftStore;
import io.vedette.cloud.commit.DurableRoundPaceStore;
import io.vedette.cloud.commit.Priority;
import io.vedette.cloud.deployment.DeploymentSpec;
import io.vedette.cloud.distillation.DatasetBuilder;
import io.vedette.cloud.distillation.DistillationWork;
import io.vedette.cloud.distillation.Distillations;
import io.vedette.cloud.distillation.Distillers;
import io.vedette.cloud.distillation.StudentHandover;
import io.vedette.cloud.drift.DriftMonitor;
import io.vedette.cloud.escalation.DeploymentQueries;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.fleet.Members;
import io.vedette.cloud.health.field.FieldRecorder;
import io.vedette.cloud.loop.DeploymentLoop;
import io.vedette.cloud.loop.LoopFactory;
import io.vedette.cloud.loop.LoopStages;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.BackgroundWork;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.machine.MachineHost;
import io.vedette.cloud.machine.MachineStore;
import io.vedette.cloud.machine.PrefixedMachineStore;
import io.vedette.cloud.review.Reviews;
import io.vedette.cloud.rollout.DeviceCatchUp;
import io.vedette.cloud.rollout.InstallCommands;
import io.vedette.cloud.rollout.Rollouts;
import io.vedette.cloud.round.RoundAggregation;
import io.vedette.cloud.round.RoundInvitations;
import io.vedette.cloud.round.RoundOpener;
import io.vedette.cloud.round.Rounds;
import io.vedette.cloud.store.IgniteFleetVersionStore;
import io.vedette.cloud.store.IgniteMachineStore;
import io.vedette.cloud.version.FleetVersions;
import io.vedette.cloud.version.ModelVersions;
import io.vedette.registry.catalog.Catalog;
import io.vedette.registry.manifest.VersionId;

/**
 * Makes the loops of deployments. An update passes its stages in the order rounds, distillations,
 * rollouts, devices; they are made in the opposite order, so that each knows only what comes after
 * it.
 */
record LoopWiring(
    CoordinatorStores stores,
    Catalog catalog,
    ModelVersions models,
    Escalations escalations,
    Reviews reviews,
    Fleet fleet,
    FieldRecorder field,
    Distillers distillers,
    CommitLane lane,
    ControlLoop control,
    BackgroundWork background,
    ActiveTime time,
    EventFeed feed)
    implements LoopFactory {

  @Override
  public DeploymentLoop open(DeploymentSpec spec, int revision) {
    Members members = fleet.members(spec.name(), spec.rounds().minExamples());
    FleetVersions versions =
        new FleetVersions(catalog, new IgniteFleetVersionStore(stores.node()), spec.model());
    MachineHost host = host(spec);
    InstallCommands installs =
        new InstallCommands(members, versions, spec.rollouts().deviceDeadline());
    Rollouts rollouts =
        new Rollouts(spec.rollouts(), host, installs, versions, members, field, time, feed);
    DeploymentQueries frames = escalations.queries().of(spec.name());
    DistillationWork work =
        new DistillationWork(
            new DatasetBuilder(spec.distillation(), frames, reviews, stores.blobs()),
            spec.gates(),
            catalog,
            stores.checkpoints(),
            background,
            time);
    Distillations distillations =
        new Distillations(spec.distillation(), host, work, distillers, rollouts::offer, time, feed);
    RoundAggregation aggregation =
        new RoundAggregation(spec.aggregation(), spec.rounds(), stores.blobs(), background, time);
    Rounds rounds =
        new Rounds(
            spec.rounds(),
            host,
            new RoundInvitations(spec.rounds(), members, versions),
            aggregation,
            new StudentHandover(
                spec.idPrefix(), distillations, rollouts, versions, aggregation, time, feed),
            time,
            feed);
    return new DeploymentLoop(
        spec,
        revision,
        members,
        versions,
        new RoundOpener(
            spec.rounds(),
            revision,
            rounds,
            frames,
            members,
            versions,
            new DurableRoundPaceStore(stores.node(), lane),
            feed),
        new LoopStages(rounds, distillations, rollouts),
        new DriftMonitor(
            spec.name(),
            revision,
            new DurableDriftStore(stores.node(), lane),
            model -> models.of(model).map(VersionId::toString).orElse(""),
            feed,
            time.now().wallMs()),
        new DeviceCatchUp(members, versions, rollouts, installs, feed));
  }

  private MachineHost host(DeploymentSpec spec) {
    return new MachineHost(
        spec.idPrefix(),
        kind -> store(spec, kind),
        task -> control.change("steps that are durable", task),
        background,
        new FeedAlarms(feed));
  }

  /** Keys of "default" have no prefix; those of others begin with the name. */
  private MachineStore store(DeploymentSpec spec, String kind) {
    MachineStore all =
        new IgniteMachineStore(
            stores.node(), kind, changes -> lane.submit(Priority.STATE, changes));
    return spec.isDefault() ? all : new PrefixedMachineStore(all, spec.name() + ":");
  }
}
