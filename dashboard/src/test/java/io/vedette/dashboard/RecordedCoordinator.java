package io.vedette.dashboard;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.GetLineageRequest;
import io.vedette.proto.v1.GetOverviewRequest;
import io.vedette.proto.v1.GetSnapshotsRequest;
import io.vedette.proto.v1.GetVersionRequest;
import io.vedette.proto.v1.LineageGraph;
import io.vedette.proto.v1.ManagementServiceGrpc.ManagementServiceImplBase;
import io.vedette.proto.v1.Overview;
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
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A ManagementService that shows what a test tells it to, and remembers what it was asked to do.
 */
final class RecordedCoordinator extends ManagementServiceImplBase implements AutoCloseable {

  private final Server server;
  private final List<ServerCallStreamObserver<Overview>> watchers = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private Overview shown;

  RecordedCoordinator(Overview first, int port) throws IOException {
    shown = first;
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
            .executor(Executors.newSingleThreadExecutor())
            .addService(this)
            .build()
            .start();
  }

  static RecordedCoordinator showing(Overview first) throws IOException {
    return new RecordedCoordinator(first, 0);
  }

  Endpoint endpoint() {
    return Endpoint.plain("127.0.0.1", server.getPort());
  }

  /** Tells every watcher. */
  synchronized void show(Overview overview) {
    shown = overview;
    watchers.removeIf(ServerCallStreamObserver::isCancelled);
    watchers.forEach(watcher -> watcher.onNext(overview));
  }

  synchronized Overview shown() {
    return shown;
  }

  int watchers() {
    watchers.removeIf(ServerCallStreamObserver::isCancelled);
    return watchers.size();
  }

  /** What was asked for, oldest first: "pause rollout-2: too warm". */
  List<String> asked() {
    return asked;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  @Override
  public synchronized void watch(WatchRequest request, StreamObserver<Overview> answer) {
    var watcher = (ServerCallStreamObserver<Overview>) answer;
    watcher.setOnCancelHandler(() -> watchers.remove(watcher));
    watchers.add(watcher);
    watcher.onNext(shown);
  }

  @Override
  public void getOverview(GetOverviewRequest request, StreamObserver<Overview> answer) {
    reply(answer, shown());
  }

  @Override
  public void getSnapshots(GetSnapshotsRequest request, StreamObserver<SnapshotList> answer) {
    reply(answer, StorySnapshots.snapshots(request.getAgentId()));
  }

  @Override
  public void getVersion(GetVersionRequest request, StreamObserver<Version> answer) {
    answer.onError(
        Status.NOT_FOUND
            .withDescription("no version " + request.getReference())
            .asRuntimeException());
  }

  @Override
  public void getLineage(GetLineageRequest request, StreamObserver<LineageGraph> answer) {
    reply(answer, StoryLineage.lineage());
  }

  @Override
  public void startRound(StartRoundRequest request, StreamObserver<Round> answer) {
    asked.add("round");
    reply(answer, Round.newBuilder().setId("r-9").setState("open").build());
  }

  @Override
  public void startRollout(StartRolloutRequest request, StreamObserver<Rollout> answer) {
    asked.add("rollout " + request.getReference());
    reply(answer, Rollout.getDefaultInstance());
  }

  @Override
  public void pauseRollout(RolloutRequest request, StreamObserver<Rollout> answer) {
    steered("pause", request, answer);
  }

  @Override
  public void resumeRollout(RolloutRequest request, StreamObserver<Rollout> answer) {
    steered("resume", request, answer);
  }

  @Override
  public void abortRollout(RolloutRequest request, StreamObserver<Rollout> answer) {
    answer.onError(
        Status.FAILED_PRECONDITION.withDescription("it is over already").asRuntimeException());
  }

  @Override
  public void rollBack(RolloutRequest request, StreamObserver<Rollout> answer) {
    steered("rollback", request, answer);
  }

  @Override
  public void setAlias(SetAliasRequest request, StreamObserver<Version> answer) {
    asked.add("alias " + request.getAlias() + " " + request.getVersion().getNumber());
    reply(answer, Version.getDefaultInstance());
  }

  @Override
  public void revokeDevice(RevokeDeviceRequest request, StreamObserver<Device> answer) {
    asked.add("revoke " + request.getAgentId());
    reply(answer, Device.getDefaultInstance());
  }

  private void steered(String what, RolloutRequest request, StreamObserver<Rollout> answer) {
    asked.add(what + " " + request.getRolloutId() + ": " + request.getWhy());
    reply(answer, Rollout.newBuilder().setId(request.getRolloutId()).build());
  }

  private static <A> void reply(StreamObserver<A> answer, A message) {
    answer.onNext(message);
    answer.onCompleted();
  }
}
