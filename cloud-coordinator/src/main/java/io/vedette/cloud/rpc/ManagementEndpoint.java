package io.vedette.cloud.rpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.audit.AgreementCounts;
import io.vedette.cloud.fleet.DeviceManagement;
import io.vedette.cloud.lineage.LineageReader;
import io.vedette.cloud.loop.LoopManagement;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.ChangeSignal;
import io.vedette.cloud.overview.OverviewReader;
import io.vedette.cloud.rollout.RolloutEvent;
import io.vedette.cloud.version.VersionManagement;
import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.EventList;
import io.vedette.proto.v1.GetEventsRequest;
import io.vedette.proto.v1.GetLineageRequest;
import io.vedette.proto.v1.GetOverviewRequest;
import io.vedette.proto.v1.GetSnapshotsRequest;
import io.vedette.proto.v1.GetVersionRequest;
import io.vedette.proto.v1.LineageEdge;
import io.vedette.proto.v1.LineageGraph;
import io.vedette.proto.v1.LineageNode;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.Overview;
import io.vedette.proto.v1.RegisterVersionRequest;
import io.vedette.proto.v1.RevokeDeviceRequest;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.RolloutRequest;
import io.vedette.proto.v1.Round;
import io.vedette.proto.v1.SetAliasRequest;
import io.vedette.proto.v1.SnapshotList;
import io.vedette.proto.v1.StartRolloutRequest;
import io.vedette.proto.v1.StartRoundRequest;
import io.vedette.proto.v1.Version;
import io.vedette.proto.v1.WatchRequest;
import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.ManifestCodec;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Management over the wire: for the dashboard and the command line. */
public final class ManagementEndpoint extends ManagementServiceGrpc.ManagementServiceImplBase
    implements AutoCloseable {

  private static final int DEFAULT_INTERVAL_MS = 500;
  private static final int LEAST_INTERVAL_MS = 100;

  private final OverviewReader overview;
  private final DeviceManagement devices;
  private final VersionManagement versions;
  private final LineageReader lineage;
  private final LoopManagement loop;
  private final ChangeSignal changes;
  private final ActiveTime time;
  private final ScheduledExecutorService watches =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "watches");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param changes after which watchers get a new overview
   */
  public ManagementEndpoint(
      OverviewReader overview,
      DeviceManagement devices,
      VersionManagement versions,
      LineageReader lineage,
      LoopManagement loop,
      ChangeSignal changes,
      ActiveTime time) {
    this.overview = overview;
    this.devices = devices;
    this.versions = versions;
    this.lineage = lineage;
    this.loop = loop;
    this.changes = changes;
    this.time = time;
  }

  private Overview readOverview() throws Exception {
    return OverviewMapper.write(overview.read(time.now().wallMs()));
  }

  @Override
  public void watch(WatchRequest request, StreamObserver<Overview> responses) {
    int asked = request.getIntervalMs() > 0 ? request.getIntervalMs() : DEFAULT_INTERVAL_MS;
    new OverviewSubscription(
            this::readOverview,
            changes,
            watches,
            (ServerCallStreamObserver<Overview>) responses,
            Math.max(LEAST_INTERVAL_MS, asked))
        .start();
  }

  @Override
  public void getOverview(GetOverviewRequest request, StreamObserver<Overview> responses) {
    answer(responses, this::readOverview);
  }

  @Override
  public void getSnapshots(GetSnapshotsRequest request, StreamObserver<SnapshotList> responses) {
    answer(
        responses,
        () -> {
          SnapshotList.Builder list = SnapshotList.newBuilder();
          devices
              .snapshots(request.getAgentId())
              .forEach(s -> list.addSnapshots(AgentMapper.write(s)));
          return list.build();
        });
  }

  @Override
  public void getEvents(GetEventsRequest request, StreamObserver<EventList> responses) {
    answer(
        responses,
        () -> {
          EventList.Builder list = EventList.newBuilder();
          devices.events(request.getAgentId()).forEach(e -> list.addEvents(AgentMapper.write(e)));
          return list.build();
        });
  }

  @Override
  public void registerVersion(RegisterVersionRequest request, StreamObserver<Version> responses) {
    answer(
        responses,
        () ->
            OverviewMapper.write(
                versions.register(
                    ManifestCodec.fromProto(request.getManifest()), request.getAliasesList())));
  }

  @Override
  public void getVersion(GetVersionRequest request, StreamObserver<Version> responses) {
    answer(responses, () -> OverviewMapper.write(versions.version(request.getReference())));
  }

  @Override
  public void setAlias(SetAliasRequest request, StreamObserver<Version> responses) {
    answer(
        responses,
        () ->
            OverviewMapper.write(
                versions.alias(request.getAlias(), ManifestCodec.fromProto(request.getVersion()))));
  }

  @Override
  public void getLineage(GetLineageRequest request, StreamObserver<LineageGraph> responses) {
    answer(responses, () -> write(lineage.around(request.getReference())));
  }

  private static LineageGraph write(io.vedette.registry.lineage.LineageGraph graph) {
    LineageGraph.Builder message = LineageGraph.newBuilder();
    graph
        .nodes()
        .forEach(
            n ->
                message.addNodes(
                    LineageNode.newBuilder().setId(n.id()).setKind(n.kind()).setText(n.text())));
    graph
        .edges()
        .forEach(e -> message.addEdges(LineageEdge.newBuilder().setFrom(e.from()).setTo(e.to())));
    return message.build();
  }

  @Override
  public void startRollout(StartRolloutRequest request, StreamObserver<Rollout> responses) {
    answer(responses, () -> OverviewMapper.write(loop.startRollout(request.getReference())));
  }

  @Override
  public void pauseRollout(RolloutRequest request, StreamObserver<Rollout> responses) {
    request(request, new RolloutEvent.Paused(request.getWhy(), time.now()), responses);
  }

  @Override
  public void resumeRollout(RolloutRequest request, StreamObserver<Rollout> responses) {
    request(request, new RolloutEvent.Resumed(time.now()), responses);
  }

  @Override
  public void abortRollout(RolloutRequest request, StreamObserver<Rollout> responses) {
    request(request, new RolloutEvent.Aborted(request.getWhy(), time.now()), responses);
  }

  @Override
  public void rollBack(RolloutRequest request, StreamObserver<Rollout> responses) {
    request(request, new RolloutEvent.RollbackRequested(request.getWhy(), time.now()), responses);
  }

  private void request(
      RolloutRequest request, RolloutEvent event, StreamObserver<Rollout> responses) {
    answer(responses, () -> OverviewMapper.write(loop.request(request.getRolloutId(), event)));
  }

  @Override
  public void startRound(StartRoundRequest request, StreamObserver<Round> responses) {
    answer(responses, () -> OverviewMapper.write(loop.startRound()));
  }

  @Override
  public void revokeDevice(RevokeDeviceRequest request, StreamObserver<Device> responses) {
    answer(
        responses,
        () -> OverviewMapper.write(devices.revoke(request.getAgentId()), AgreementCounts.NONE));
  }

  private static <T> void answer(StreamObserver<T> responses, Callable<T> work) {
    Status status;
    try {
      T answer = work.call();
      responses.onNext(answer);
      responses.onCompleted();
      return;
    } catch (RegistryException | IllegalArgumentException e) {
      status = Status.NOT_FOUND.withDescription(e.getMessage());
    } catch (IllegalStateException e) {
      status = Status.FAILED_PRECONDITION.withDescription(e.getMessage());
    } catch (Exception e) {
      status = Status.INTERNAL.withDescription(e.getMessage());
    }
    responses.onError(status.asRuntimeException());
  }

  @Override
  public void close() {
    watches.shutdownNow();
  }
}
