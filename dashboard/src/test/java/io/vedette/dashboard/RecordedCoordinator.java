package io.vedette.dashboard;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vedette.proto.v1.ApiToken;
import io.vedette.proto.v1.ApplyCameraRequest;
import io.vedette.proto.v1.ApplyDeploymentRequest;
import io.vedette.proto.v1.AuditLogVerdict;
import io.vedette.proto.v1.Backup;
import io.vedette.proto.v1.BackupState;
import io.vedette.proto.v1.Camera;
import io.vedette.proto.v1.CameraChange;
import io.vedette.proto.v1.CancelDistillationRequest;
import io.vedette.proto.v1.CancelRoundRequest;
import io.vedette.proto.v1.CollectGarbageRequest;
import io.vedette.proto.v1.CreateApiTokenRequest;
import io.vedette.proto.v1.CreateApiTokenResponse;
import io.vedette.proto.v1.CreateBackupRequest;
import io.vedette.proto.v1.DeleteDeploymentRequest;
import io.vedette.proto.v1.DeleteUserRequest;
import io.vedette.proto.v1.Deployment;
import io.vedette.proto.v1.DeploymentChange;
import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.Distillation;
import io.vedette.proto.v1.EscalatedFrame;
import io.vedette.proto.v1.Event;
import io.vedette.proto.v1.ForgetDeviceRequest;
import io.vedette.proto.v1.ForgetDeviceResponse;
import io.vedette.proto.v1.GetAuditLogVerdictRequest;
import io.vedette.proto.v1.GetCameraRequest;
import io.vedette.proto.v1.GetDeploymentRequest;
import io.vedette.proto.v1.GetDeviceRequest;
import io.vedette.proto.v1.GetEscalationRequest;
import io.vedette.proto.v1.GetHistoryRequest;
import io.vedette.proto.v1.GetLineageRequest;
import io.vedette.proto.v1.GetListChangesRequest;
import io.vedette.proto.v1.GetReviewedAccuracyRequest;
import io.vedette.proto.v1.GetRolloutPlanRequest;
import io.vedette.proto.v1.GetRolloutRequest;
import io.vedette.proto.v1.GetSnapshotsRequest;
import io.vedette.proto.v1.GetStorageRequest;
import io.vedette.proto.v1.GetSummaryRequest;
import io.vedette.proto.v1.GetVersionRequest;
import io.vedette.proto.v1.History;
import io.vedette.proto.v1.LineageGraph;
import io.vedette.proto.v1.ListApiTokensRequest;
import io.vedette.proto.v1.ListApiTokensResponse;
import io.vedette.proto.v1.ListAuditLogRequest;
import io.vedette.proto.v1.ListAuditLogResponse;
import io.vedette.proto.v1.ListBackupsRequest;
import io.vedette.proto.v1.ListBackupsResponse;
import io.vedette.proto.v1.ListCamerasRequest;
import io.vedette.proto.v1.ListCamerasResponse;
import io.vedette.proto.v1.ListChanges;
import io.vedette.proto.v1.ListDeploymentsRequest;
import io.vedette.proto.v1.ListDeploymentsResponse;
import io.vedette.proto.v1.ListDevicesRequest;
import io.vedette.proto.v1.ListDevicesResponse;
import io.vedette.proto.v1.ListDistillationsRequest;
import io.vedette.proto.v1.ListDistillationsResponse;
import io.vedette.proto.v1.ListEscalationsRequest;
import io.vedette.proto.v1.ListEscalationsResponse;
import io.vedette.proto.v1.ListEventsRequest;
import io.vedette.proto.v1.ListEventsResponse;
import io.vedette.proto.v1.ListFieldAccuracyRequest;
import io.vedette.proto.v1.ListFieldAccuracyResponse;
import io.vedette.proto.v1.ListQuarantineRequest;
import io.vedette.proto.v1.ListQuarantineResponse;
import io.vedette.proto.v1.ListReviewQueueRequest;
import io.vedette.proto.v1.ListReviewQueueResponse;
import io.vedette.proto.v1.ListRolloutMembersRequest;
import io.vedette.proto.v1.ListRolloutMembersResponse;
import io.vedette.proto.v1.ListRolloutsRequest;
import io.vedette.proto.v1.ListRolloutsResponse;
import io.vedette.proto.v1.ListRoundParticipantsRequest;
import io.vedette.proto.v1.ListRoundParticipantsResponse;
import io.vedette.proto.v1.ListRoundsRequest;
import io.vedette.proto.v1.ListRoundsResponse;
import io.vedette.proto.v1.ListUsersRequest;
import io.vedette.proto.v1.ListUsersResponse;
import io.vedette.proto.v1.ListVersionsRequest;
import io.vedette.proto.v1.ListVersionsResponse;
import io.vedette.proto.v1.ManagementServiceGrpc.ManagementServiceImplBase;
import io.vedette.proto.v1.PutUserRequest;
import io.vedette.proto.v1.PutUserResponse;
import io.vedette.proto.v1.QuarantinedFrame;
import io.vedette.proto.v1.ReviewedAccuracy;
import io.vedette.proto.v1.RevokeApiTokenRequest;
import io.vedette.proto.v1.RevokeDeviceRequest;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.RolloutMember;
import io.vedette.proto.v1.RolloutPlan;
import io.vedette.proto.v1.RolloutRequest;
import io.vedette.proto.v1.RolloutWave;
import io.vedette.proto.v1.Round;
import io.vedette.proto.v1.RoundState;
import io.vedette.proto.v1.SetAliasRequest;
import io.vedette.proto.v1.SnapshotList;
import io.vedette.proto.v1.SpecChange;
import io.vedette.proto.v1.StartRolloutRequest;
import io.vedette.proto.v1.StartRoundRequest;
import io.vedette.proto.v1.Storage;
import io.vedette.proto.v1.StorageKind;
import io.vedette.proto.v1.StorageUse;
import io.vedette.proto.v1.SubmitReviewRequest;
import io.vedette.proto.v1.Summary;
import io.vedette.proto.v1.TagDeviceRequest;
import io.vedette.proto.v1.User;
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

  final StoryReviews reviews = new StoryReviews();
  final StoryPeople people = new StoryPeople();

  private final Server server;
  private final List<ServerCallStreamObserver<Summary>> watchers = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final RecordedLists lists = new RecordedLists(this);
  private final StoryCameras cameras = new StoryCameras();
  private StoryState shown;

  RecordedCoordinator(StoryState first, int port) throws IOException {
    shown = first;
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
            .executor(Executors.newSingleThreadExecutor())
            .addService(this)
            .addService(new StoryFrames())
            .addService(people)
            .intercept(people)
            .build()
            .start();
  }

  static RecordedCoordinator showing(StoryState first) throws IOException {
    return new RecordedCoordinator(first, 0);
  }

  Endpoint endpoint() {
    return Endpoint.plain("127.0.0.1", server.getPort());
  }

  /** Tells every watcher. */
  synchronized void show(StoryState story) {
    shown = story;
    watchers.removeIf(ServerCallStreamObserver::isCancelled);
    Summary summary = story.summary();
    watchers.forEach(watcher -> watcher.onNext(summary));
    lists.changed();
  }

  synchronized StoryState shown() {
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
  public synchronized void watch(WatchRequest request, StreamObserver<Summary> answer) {
    var watcher = (ServerCallStreamObserver<Summary>) answer;
    watcher.setOnCancelHandler(() -> watchers.remove(watcher));
    watchers.add(watcher);
    watcher.onNext(shown.summary());
  }

  @Override
  public void getSummary(GetSummaryRequest request, StreamObserver<Summary> answer) {
    reply(answer, shown().summary());
  }

  @Override
  public synchronized void getListChanges(
      GetListChangesRequest request, StreamObserver<ListChanges> answer) {
    lists.ask(request, (ServerCallStreamObserver<ListChanges>) answer);
  }

  @Override
  public void listDevices(ListDevicesRequest request, StreamObserver<ListDevicesResponse> answer) {
    reply(answer, StoryPages.devices(shown(), request));
  }

  @Override
  public void getDevice(GetDeviceRequest request, StreamObserver<Device> answer) {
    shown().devices.stream()
        .filter(device -> device.getSummary().getAgentId().equals(request.getAgentId()))
        .findFirst()
        .ifPresentOrElse(
            device -> reply(answer, device),
            () ->
                answer.onError(
                    Status.NOT_FOUND
                        .withDescription(request.getAgentId() + ": no such device")
                        .asRuntimeException()));
  }

  private static boolean isOf(String wanted, String deployment) {
    return wanted.isEmpty() || wanted.equals(deployment);
  }

  @Override
  public void listCameras(ListCamerasRequest request, StreamObserver<ListCamerasResponse> answer) {
    reply(answer, cameras.list(shown(), request.getAgentId()));
  }

  @Override
  public void getCamera(GetCameraRequest request, StreamObserver<Camera> answer) {
    reply(answer, cameras.camera(request.getAgentId(), request.getCameraId()));
  }

  @Override
  public void applyCamera(ApplyCameraRequest request, StreamObserver<CameraChange> answer) {
    reply(answer, cameras.apply(request));
  }

  StoryCameras cameras() {
    return cameras;
  }

  @Override
  public void listDeployments(
      ListDeploymentsRequest request, StreamObserver<ListDeploymentsResponse> answer) {
    reply(
        answer,
        ListDeploymentsResponse.newBuilder()
            .addAllDeployments(shown().deployments.stream().map(Deployment::getSummary).toList())
            .setTotal(shown().deployments.size())
            .build());
  }

  @Override
  public void getDeployment(GetDeploymentRequest request, StreamObserver<Deployment> answer) {
    shown().deployments.stream()
        .filter(one -> one.getSummary().getName().equals(request.getName()))
        .findFirst()
        .ifPresent(one -> reply(answer, one));
  }

  @Override
  public void applyDeployment(
      ApplyDeploymentRequest request, StreamObserver<DeploymentChange> answer) {
    if (request.getSpec().contains("\"line\"")) {
      answer.onError(
          Status.FAILED_PRECONDITION
              .withDescription("selector: camera film of line-1 is selected by all and films")
              .asRuntimeException());
      return;
    }
    if (!request.getDryRun()) {
      asked.add("apply boards");
    }
    reply(
        answer,
        DeploymentChange.newBuilder()
            .setName("boards")
            .setRevision(request.getDryRun() ? 3 : 4)
            .setDone(!request.getDryRun())
            .addChanges(
                SpecChange.newBuilder().setKey("rounds.minAgents").setBefore("3").setAfter("5"))
            .addConsequences(
                "rounds, distillations and rollouts under way go on under the new revision")
            .build());
  }

  @Override
  public void deleteDeployment(
      DeleteDeploymentRequest request, StreamObserver<DeploymentChange> answer) {
    if (!request.getDryRun()) {
      asked.add("delete " + request.getName());
    }
    reply(
        answer,
        DeploymentChange.newBuilder()
            .setName(request.getName())
            .setDone(!request.getDryRun())
            .addConsequences("r-3 is cancelled; late updates are refused")
            .build());
  }

  @Override
  public void tagDevice(TagDeviceRequest request, StreamObserver<Device> answer) {
    StringBuilder change = new StringBuilder("tag " + request.getAgentId());
    change.append(' ').append(request.getCameraId());
    request.getSetList().forEach(t -> change.append(' ').append(t.getKey() + "=" + t.getValue()));
    request.getRemoveList().forEach(key -> change.append(' ').append(key + "-"));
    asked.add(change.toString());
    reply(answer, Device.getDefaultInstance());
  }

  @Override
  public void listRounds(ListRoundsRequest request, StreamObserver<ListRoundsResponse> answer) {
    List<Round> wanted =
        shown().rounds.stream()
            .filter(one -> isOf(request.getDeployment(), one.getDeployment()))
            .toList();
    reply(answer, ListRoundsResponse.newBuilder().addAllRounds(wanted).build());
  }

  @Override
  public void listRoundParticipants(
      ListRoundParticipantsRequest request, StreamObserver<ListRoundParticipantsResponse> answer) {
    var page =
        StoryPages.page(
            shown().participants.getOrDefault(request.getRoundId(), List.of()),
            request.getPageToken(),
            request.getPageSize());
    reply(
        answer,
        ListRoundParticipantsResponse.newBuilder()
            .addAllParticipants(page.items())
            .setNextPageToken(page.next())
            .build());
  }

  @Override
  public void listDistillations(
      ListDistillationsRequest request, StreamObserver<ListDistillationsResponse> answer) {
    reply(
        answer,
        ListDistillationsResponse.newBuilder().addAllDistillations(shown().distillations).build());
  }

  @Override
  public void listRollouts(
      ListRolloutsRequest request, StreamObserver<ListRolloutsResponse> answer) {
    List<Rollout> wanted =
        shown().rollouts.stream()
            .filter(one -> isOf(request.getDeployment(), one.getDeployment()))
            .filter(one -> one.getId().contains(request.getText()))
            .toList();
    reply(answer, ListRolloutsResponse.newBuilder().addAllRollouts(wanted).build());
  }

  @Override
  public void getRollout(GetRolloutRequest request, StreamObserver<Rollout> answer) {
    shown().rollouts.stream()
        .filter(one -> one.getId().equals(request.getRolloutId()))
        .findFirst()
        .ifPresentOrElse(
            found -> reply(answer, found),
            () -> answer.onError(Status.NOT_FOUND.asRuntimeException()));
  }

  @Override
  public void listRolloutMembers(
      ListRolloutMembersRequest request, StreamObserver<ListRolloutMembersResponse> answer) {
    List<RolloutMember> wanted =
        shown().members.getOrDefault(request.getRolloutId(), List.of()).stream()
            .filter(
                m ->
                    request.getStatesCount() == 0 || request.getStatesList().contains(m.getState()))
            .toList();
    var page = StoryPages.page(wanted, request.getPageToken(), request.getPageSize());
    reply(
        answer,
        ListRolloutMembersResponse.newBuilder()
            .addAllMembers(page.items())
            .setNextPageToken(page.next())
            .build());
  }

  @Override
  public void listVersions(
      ListVersionsRequest request, StreamObserver<ListVersionsResponse> answer) {
    reply(
        answer,
        ListVersionsResponse.newBuilder()
            .addAllVersions(shown().versions.stream().map(StoryVersions::summary).toList())
            .build());
  }

  @Override
  public void listEvents(ListEventsRequest request, StreamObserver<ListEventsResponse> answer) {
    List<Event> wanted =
        shown().events.stream()
            .filter(
                e ->
                    request.getTopic().isEmpty()
                        || request.getTopic().equals(e.getSubject().getTopic()))
            .filter(
                e ->
                    request.getObject().isEmpty()
                        || request.getObject().equals(e.getSubject().getObject()))
            .toList();
    var page = StoryPages.page(wanted, request.getPageToken(), request.getPageSize());
    reply(
        answer,
        ListEventsResponse.newBuilder()
            .addAllEvents(page.items())
            .setNextPageToken(page.next())
            .addAllTopics(List.of("device", "distillation", "rollout", "round", "version"))
            .build());
  }

  @Override
  public void listEscalations(
      ListEscalationsRequest request, StreamObserver<ListEscalationsResponse> answer) {
    reply(answer, StoryFrames.page(shown().frames, request));
  }

  @Override
  public void getEscalation(GetEscalationRequest request, StreamObserver<EscalatedFrame> answer) {
    shown().frames.stream()
        .filter(frame -> frame.getId().equals(request.getEscalationId()))
        .findFirst()
        .ifPresentOrElse(
            frame -> reply(answer, frame),
            () ->
                answer.onError(
                    Status.NOT_FOUND
                        .withDescription(request.getEscalationId() + ": no such escalation is kept")
                        .asRuntimeException()));
  }

  @Override
  public void listReviewQueue(
      ListReviewQueueRequest request, StreamObserver<ListReviewQueueResponse> answer) {
    reply(answer, reviews.queue(shown().frames, request));
  }

  @Override
  public void submitReview(SubmitReviewRequest request, StreamObserver<EscalatedFrame> answer) {
    reviews.submit(request);
    getEscalation(
        GetEscalationRequest.newBuilder().setEscalationId(request.getEscalationId()).build(),
        answer);
  }

  @Override
  public void getReviewedAccuracy(
      GetReviewedAccuracyRequest request, StreamObserver<ReviewedAccuracy> answer) {
    reply(answer, StoryReviews.accuracy());
  }

  @Override
  public void listQuarantine(
      ListQuarantineRequest request, StreamObserver<ListQuarantineResponse> answer) {
    List<QuarantinedFrame> frames = shown().quarantine;
    reply(
        answer,
        ListQuarantineResponse.newBuilder().addAllFrames(frames).setTotal(frames.size()).build());
  }

  @Override
  public void listFieldAccuracy(
      ListFieldAccuracyRequest request, StreamObserver<ListFieldAccuracyResponse> answer) {
    reply(answer, StoryHistory.accuracy(request.getPart(), shown().base.getAtMs()));
  }

  @Override
  public void getHistory(GetHistoryRequest request, StreamObserver<History> answer) {
    reply(answer, StoryHistory.of(request, shown().base.getAtMs()));
  }

  @Override
  public void getStorage(GetStorageRequest request, StreamObserver<Storage> answer) {
    reply(answer, STORAGE);
  }

  @Override
  public void listAuditLog(
      ListAuditLogRequest request, StreamObserver<ListAuditLogResponse> answer) {
    reply(answer, RecordedAuditLog.answer(request));
  }

  @Override
  public void getAuditLogVerdict(
      GetAuditLogVerdictRequest request, StreamObserver<AuditLogVerdict> answer) {
    reply(answer, RecordedAuditLog.VERDICT);
  }

  @Override
  public void createBackup(CreateBackupRequest request, StreamObserver<Backup> answer) {
    asked.add("backup");
    reply(answer, BACKUPS.getBackups(0));
  }

  @Override
  public void listBackups(ListBackupsRequest request, StreamObserver<ListBackupsResponse> answer) {
    reply(answer, BACKUPS);
  }

  private static final ListBackupsResponse BACKUPS =
      ListBackupsResponse.newBuilder()
          .setFolder("/mnt/backup/vedette")
          .addBackups(
              Backup.newBuilder()
                  .setName("20261201-031500Z")
                  .setState(BackupState.BACKUP_STATE_RUNNING)
                  .setCreatedMs(1_796_094_900_000L))
          .addBackups(
              Backup.newBuilder()
                  .setName("20261130-031500Z")
                  .setState(BackupState.BACKUP_STATE_DONE)
                  .setCreatedMs(1_796_008_500_000L)
                  .setEndedMs(1_796_008_560_000L)
                  .setSizeBytes(5_210_000_000L)
                  .setRows(104_512))
          .build();

  @Override
  public void collectGarbage(CollectGarbageRequest request, StreamObserver<Storage> answer) {
    asked.add("collect");
    reply(answer, STORAGE);
  }

  private static final Storage STORAGE =
      Storage.newBuilder()
          .addUses(use(StorageKind.STORAGE_KIND_FRAMES, 98_304, 4_915_200_000L, 2_048))
          .addUses(use(StorageKind.STORAGE_KIND_FRAME_SEGMENTS, 75, 5_033_164_800L, 2))
          .addUses(use(StorageKind.STORAGE_KIND_ARTIFACTS, 412, 921_600_000, 0))
          .addUses(use(StorageKind.STORAGE_KIND_DAMAGED_ARTIFACTS, 0, 0, 0))
          .build();

  private static StorageUse use(StorageKind kind, long count, long bytes, long unneeded) {
    return StorageUse.newBuilder()
        .setKind(kind)
        .setCount(count)
        .setSizeBytes(bytes)
        .setUnneeded(unneeded)
        .setUnneededBytes(unneeded * 50_000)
        .build();
  }

  @Override
  public void listUsers(ListUsersRequest request, StreamObserver<ListUsersResponse> answer) {
    reply(answer, StoryPages.USERS);
  }

  @Override
  public void listApiTokens(
      ListApiTokensRequest request, StreamObserver<ListApiTokensResponse> answer) {
    reply(answer, StoryPages.TOKENS);
  }

  @Override
  public void putUser(PutUserRequest request, StreamObserver<PutUserResponse> answer) {
    asked.add("user " + request.getName() + " " + request.getRole());
    reply(
        answer,
        PutUserResponse.newBuilder()
            .setUser(User.newBuilder().setName(request.getName()).setRole(request.getRole()))
            .setCodeUri("otpauth://totp/Vedette:x?secret=JBSWY3DPEHPK3PXP&issuer=Vedette")
            .build());
  }

  @Override
  public void createApiToken(
      CreateApiTokenRequest request, StreamObserver<CreateApiTokenResponse> answer) {
    asked.add("token " + request.getName() + " " + request.getLifetimeMs());
    reply(answer, CreateApiTokenResponse.newBuilder().setSecret("vda_shown-once").build());
  }

  @Override
  public void deleteUser(DeleteUserRequest request, StreamObserver<User> answer) {
    asked.add("delete user " + request.getName());
    reply(answer, User.getDefaultInstance());
  }

  @Override
  public void revokeApiToken(RevokeApiTokenRequest request, StreamObserver<ApiToken> answer) {
    asked.add("revoke token " + request.getId());
    reply(answer, ApiToken.getDefaultInstance());
  }

  @Override
  public void getSnapshots(GetSnapshotsRequest request, StreamObserver<SnapshotList> answer) {
    reply(answer, StorySnapshots.snapshots(request.getAgentId()));
  }

  @Override
  public void getVersion(GetVersionRequest request, StreamObserver<Version> answer) {
    shown().versions.stream()
        .filter(v -> request.getReference().equals("student:" + number(v)))
        .findFirst()
        .ifPresentOrElse(
            version -> reply(answer, version),
            () ->
                answer.onError(
                    Status.NOT_FOUND
                        .withDescription("no version " + request.getReference())
                        .asRuntimeException()));
  }

  private static int number(Version version) {
    return version.getManifest().getVersion().getNumber();
  }

  @Override
  public void getLineage(GetLineageRequest request, StreamObserver<LineageGraph> answer) {
    reply(answer, StoryLineage.lineage());
  }

  @Override
  public void startRound(StartRoundRequest request, StreamObserver<Round> answer) {
    asked.add("round");
    reply(answer, Round.newBuilder().setId("r-9").setState(RoundState.ROUND_STATE_OPEN).build());
  }

  @Override
  public void cancelRound(CancelRoundRequest request, StreamObserver<Round> answer) {
    asked.add("cancel " + request.getRoundId() + " " + request.getWhy());
    reply(answer, Round.getDefaultInstance());
  }

  @Override
  public void cancelDistillation(
      CancelDistillationRequest request, StreamObserver<Distillation> answer) {
    asked.add("cancel " + request.getDistillationId() + " " + request.getWhy());
    reply(answer, Distillation.getDefaultInstance());
  }

  @Override
  public void getRolloutPlan(GetRolloutPlanRequest request, StreamObserver<RolloutPlan> answer) {
    reply(
        answer,
        RolloutPlan.newBuilder()
            .addWaves(RolloutWave.newBuilder().setDevices(1).addNamed("line-1"))
            .addWaves(RolloutWave.newBuilder().setNumber(1).setDevices(12).addNamed("line-2"))
            .addWaves(RolloutWave.newBuilder().setNumber(2).setDevices(108).setMayFail(5))
            .setAtOnce(500)
            .setDeviceDeadlineMs(120_000)
            .setBakeMs(30_000)
            .setBakeLimitMs(600_000)
            .setBakeFrames(100)
            .setBakeObjects(20)
            .setWatchMs(600_000)
            .setMeasuredDevices(3)
            .setMedianInstallMs(9_000)
            .setSlowInstallMs(14_000)
            .setExpectedMs(102_000)
            .setMostMs(1_560_000)
            .build());
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

  @Override
  public void forgetDevice(
      ForgetDeviceRequest request, StreamObserver<ForgetDeviceResponse> answer) {
    asked.add("forget " + request.getAgentId() + (request.getForce() ? " by force" : ""));
    reply(answer, ForgetDeviceResponse.getDefaultInstance());
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
