package io.vedette.cloud.rpc;

import com.google.protobuf.Message;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.audit.AuditCounts;
import io.vedette.cloud.audit.DeploymentAccuracy;
import io.vedette.cloud.backup.Backups;
import io.vedette.cloud.camera.CameraManagement;
import io.vedette.cloud.escalation.EscalationQueries;
import io.vedette.cloud.feed.CurrentPerson;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.fleet.DeviceManagement;
import io.vedette.cloud.history.FigureHistory;
import io.vedette.cloud.housekeeping.Housekeeping;
import io.vedette.cloud.identity.Caller;
import io.vedette.cloud.identity.log.AuditLog;
import io.vedette.cloud.identity.people.PeopleDirectory;
import io.vedette.cloud.lineage.LineageReader;
import io.vedette.cloud.loop.DeploymentManagement;
import io.vedette.cloud.loop.LoopManagement;
import io.vedette.cloud.loop.LoopManagement.RolloutAction;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.ChangeSignal;
import io.vedette.cloud.model.ModelInspections;
import io.vedette.cloud.model.ModelRegistration;
import io.vedette.cloud.overview.DeploymentReader;
import io.vedette.cloud.overview.LoopReader;
import io.vedette.cloud.overview.SummaryReader;
import io.vedette.cloud.overview.TeacherReader;
import io.vedette.cloud.replacement.TeacherReplacements;
import io.vedette.cloud.review.Reviews;
import io.vedette.cloud.version.ModelVersions;
import io.vedette.cloud.version.VersionManagement;
import io.vedette.proto.v1.ApiToken;
import io.vedette.proto.v1.ApplyCameraRequest;
import io.vedette.proto.v1.ApplyDeploymentRequest;
import io.vedette.proto.v1.AuditLogVerdict;
import io.vedette.proto.v1.Backup;
import io.vedette.proto.v1.Camera;
import io.vedette.proto.v1.CameraChange;
import io.vedette.proto.v1.CancelDistillationRequest;
import io.vedette.proto.v1.CancelRoundRequest;
import io.vedette.proto.v1.CollectGarbageRequest;
import io.vedette.proto.v1.CreateApiTokenRequest;
import io.vedette.proto.v1.CreateApiTokenResponse;
import io.vedette.proto.v1.CreateBackupRequest;
import io.vedette.proto.v1.CreateEnrollmentTokenRequest;
import io.vedette.proto.v1.CreateEnrollmentTokenResponse;
import io.vedette.proto.v1.CreateSignInLinkRequest;
import io.vedette.proto.v1.DeleteDeploymentRequest;
import io.vedette.proto.v1.DeleteUserRequest;
import io.vedette.proto.v1.Deployment;
import io.vedette.proto.v1.DeploymentChange;
import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.DeviceSummary;
import io.vedette.proto.v1.Distillation;
import io.vedette.proto.v1.EndReplacementRequest;
import io.vedette.proto.v1.EnrollmentToken;
import io.vedette.proto.v1.EscalatedFrame;
import io.vedette.proto.v1.EventList;
import io.vedette.proto.v1.ForgetDeviceRequest;
import io.vedette.proto.v1.ForgetDeviceResponse;
import io.vedette.proto.v1.GetAuditLogVerdictRequest;
import io.vedette.proto.v1.GetCameraRequest;
import io.vedette.proto.v1.GetDeploymentRequest;
import io.vedette.proto.v1.GetDeviceRequest;
import io.vedette.proto.v1.GetDistillationRequest;
import io.vedette.proto.v1.GetEscalationRequest;
import io.vedette.proto.v1.GetEventsRequest;
import io.vedette.proto.v1.GetHistoryRequest;
import io.vedette.proto.v1.GetLineageRequest;
import io.vedette.proto.v1.GetListChangesRequest;
import io.vedette.proto.v1.GetReviewedAccuracyRequest;
import io.vedette.proto.v1.GetRolloutPlanRequest;
import io.vedette.proto.v1.GetRolloutRequest;
import io.vedette.proto.v1.GetRoundRequest;
import io.vedette.proto.v1.GetSnapshotsRequest;
import io.vedette.proto.v1.GetStorageRequest;
import io.vedette.proto.v1.GetSummaryRequest;
import io.vedette.proto.v1.GetVersionRequest;
import io.vedette.proto.v1.History;
import io.vedette.proto.v1.InspectModelRequest;
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
import io.vedette.proto.v1.ListEnrollmentTokensRequest;
import io.vedette.proto.v1.ListEnrollmentTokensResponse;
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
import io.vedette.proto.v1.ListTeacherReplacementsRequest;
import io.vedette.proto.v1.ListTeacherReplacementsResponse;
import io.vedette.proto.v1.ListTeachersRequest;
import io.vedette.proto.v1.ListTeachersResponse;
import io.vedette.proto.v1.ListUsersRequest;
import io.vedette.proto.v1.ListUsersResponse;
import io.vedette.proto.v1.ListVersionsRequest;
import io.vedette.proto.v1.ListVersionsResponse;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.ModelInspection;
import io.vedette.proto.v1.PutUserRequest;
import io.vedette.proto.v1.PutUserResponse;
import io.vedette.proto.v1.RegisterModelRequest;
import io.vedette.proto.v1.RegisterVersionRequest;
import io.vedette.proto.v1.ReplaceTeacherRequest;
import io.vedette.proto.v1.ReviewedAccuracy;
import io.vedette.proto.v1.RevokeApiTokenRequest;
import io.vedette.proto.v1.RevokeDeviceRequest;
import io.vedette.proto.v1.RevokeEnrollmentTokenRequest;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.RolloutPlan;
import io.vedette.proto.v1.RolloutRequest;
import io.vedette.proto.v1.Round;
import io.vedette.proto.v1.SetAliasRequest;
import io.vedette.proto.v1.SignInLink;
import io.vedette.proto.v1.SnapshotList;
import io.vedette.proto.v1.StartRolloutRequest;
import io.vedette.proto.v1.StartRoundRequest;
import io.vedette.proto.v1.Storage;
import io.vedette.proto.v1.SubmitReviewRequest;
import io.vedette.proto.v1.Summary;
import io.vedette.proto.v1.TagDeviceRequest;
import io.vedette.proto.v1.TeacherReplacement;
import io.vedette.proto.v1.User;
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
  private static final String KEPT =
      "its frames, verdicts and updates, and its parts in rounds and rollouts are kept";

  /** What calls are answered from. */
  public record Readers(
      SummaryReader summary,
      LoopReader loop,
      DeploymentReader deployments,
      TeacherReader teachers,
      LineageReader lineage,
      EventFeed feed,
      AuditCounts audits,
      DeploymentAccuracy accuracy,
      EscalationQueries escalations,
      Reviews reviews,
      ModelVersions models,
      FigureHistory history) {}

  /** What people change. */
  public record Changers(
      DeviceManagement devices,
      VersionManagement versions,
      LoopManagement loop,
      DeploymentManagement deployments,
      CameraManagement cameras,
      ModelInspections inspections,
      ModelRegistration registration,
      TeacherReplacements replacements,
      PeopleDirectory people,
      Enrollments enrollments) {}

  private final Readers readers;
  private final DeviceManagement devices;
  private final VersionManagement versions;
  private final LoopManagement loop;
  private final Enrollments enrollments;
  private final Housekeeping housekeeping;
  private final Backups backups;
  private final AuditLogPages auditLogPages;
  private final DevicePages devicePages;
  private final DeploymentPages deploymentPages;
  private final CameraPages cameraPages;
  private final TeacherPages teacherPages;
  private final ReplacementPages replacementPages;
  private final PeoplePages peoplePages;
  private final LoopPages loopPages;
  private final VersionPages versionPages;
  private final ModelPages modelPages;
  private final EventPages eventPages;
  private final EscalationPages escalationPages;
  private final ReviewPages reviewPages;
  private final QuarantinePages quarantinePages;
  private final HistoryPages historyPages;
  private final AccuracyPages accuracyPages;
  private final FollowedLists followed;
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
   * @param changes after which watchers get a new summary
   */
  public ManagementEndpoint(
      Readers readers,
      Housekeeping housekeeping,
      Backups backups,
      AuditLog auditLog,
      Changers changers,
      ChangeSignal changes,
      ActiveTime time) {
    this.readers = readers;
    this.housekeeping = housekeeping;
    this.backups = backups;
    this.auditLogPages = new AuditLogPages(auditLog);
    this.devices = changers.devices();
    this.versions = changers.versions();
    this.loop = changers.loop();
    this.enrollments = changers.enrollments();
    this.deploymentPages = new DeploymentPages(changers.deployments(), readers.deployments());
    this.cameraPages = new CameraPages(changers.cameras());
    this.devicePages = new DevicePages(devices, readers.audits(), loop::desired);
    this.teacherPages = new TeacherPages(readers.teachers(), readers.models()::of);
    this.replacementPages = new ReplacementPages(changers.replacements());
    this.peoplePages = new PeoplePages(changers.people());
    this.loopPages = new LoopPages(readers.loop());
    this.versionPages = new VersionPages(versions);
    this.modelPages = new ModelPages(changers.inspections(), changers.registration());
    this.eventPages = new EventPages(readers.feed());
    this.escalationPages =
        new EscalationPages(readers.escalations(), readers.models(), readers.reviews());
    this.reviewPages = new ReviewPages(readers.reviews(), escalationPages, readers.models());
    this.quarantinePages = new QuarantinePages(readers.escalations());
    this.historyPages = new HistoryPages(readers.history());
    this.accuracyPages = new AccuracyPages(readers.accuracy());
    this.followed = new FollowedLists(this::readList, time.now().wallMs());
    this.changes = changes;
    this.time = time;
  }

  private Summary readSummary() throws Exception {
    return Paging.bounded(SummaryMapper.write(readers.summary().read(time.now().wallMs())));
  }

  @Override
  public void watch(WatchRequest request, StreamObserver<Summary> responses) {
    long asked = request.getIntervalMs() > 0 ? request.getIntervalMs() : DEFAULT_INTERVAL_MS;
    new SummarySubscription(
            this::readSummary,
            changes,
            watches,
            (ServerCallStreamObserver<Summary>) responses,
            Math.max(LEAST_INTERVAL_MS, asked))
        .start();
  }

  @Override
  public void getSummary(GetSummaryRequest request, StreamObserver<Summary> responses) {
    answer(responses, this::readSummary);
  }

  @Override
  public void getListChanges(GetListChangesRequest request, StreamObserver<ListChanges> responses) {
    try {
      followed.follow(request, (ServerCallStreamObserver<ListChanges>) responses);
    } catch (Exception e) {
      responses.onError(failure(e));
    }
  }

  private Message readList(GetListChangesRequest request) throws Exception {
    return switch (request.getListCase()) {
      case DEVICES -> devicePages.list(request.getDevices());
      case DEPLOYMENTS -> deploymentPages.list(request.getDeployments());
      case ROUNDS -> loopPages.list(request.getRounds());
      case ROUND_PARTICIPANTS -> loopPages.list(request.getRoundParticipants());
      case DISTILLATIONS -> loopPages.list(request.getDistillations());
      case ROLLOUTS -> loopPages.list(request.getRollouts());
      case ROLLOUT_MEMBERS -> loopPages.list(request.getRolloutMembers());
      case VERSIONS -> versionPages.list(request.getVersions());
      case EVENTS -> eventPages.list(request.getEvents());
      case ESCALATIONS -> escalationPages.list(request.getEscalations());
      case QUARANTINE -> quarantinePages.list(request.getQuarantine());
      case LIST_NOT_SET -> throw new IllegalArgumentException("a list is needed");
    };
  }

  @Override
  public void listDevices(
      ListDevicesRequest request, StreamObserver<ListDevicesResponse> responses) {
    answer(responses, () -> devicePages.list(request));
  }

  @Override
  public void getDevice(GetDeviceRequest request, StreamObserver<Device> responses) {
    answer(responses, () -> devicePages.device(request.getAgentId()));
  }

  @Override
  public void getSnapshots(GetSnapshotsRequest request, StreamObserver<SnapshotList> responses) {
    answer(responses, () -> devicePages.snapshots(request.getAgentId(), request.getPageToken()));
  }

  @Override
  public void getEvents(GetEventsRequest request, StreamObserver<EventList> responses) {
    answer(responses, () -> devicePages.events(request.getAgentId()));
  }

  @Override
  public void revokeDevice(RevokeDeviceRequest request, StreamObserver<Device> responses) {
    answer(responses, () -> revoke(request.getAgentId()));
  }

  /** A worker, and a device that never connected, has a certificate and no row. */
  private Device revoke(String id) throws Exception {
    boolean had = enrollments.refuse(id);
    try {
      return devicePages.write(devices.revoke(id));
    } catch (IllegalArgumentException e) {
      if (!had) {
        throw e;
      }
      return Device.newBuilder().setSummary(DeviceSummary.newBuilder().setAgentId(id)).build();
    }
  }

  private Device forget(ForgetDeviceRequest request) throws Exception {
    Device gone = devicePages.write(devices.forget(request.getAgentId(), request.getForce()));
    enrollments.refuse(request.getAgentId());
    return gone;
  }

  @Override
  public void forgetDevice(
      ForgetDeviceRequest request, StreamObserver<ForgetDeviceResponse> responses) {
    answer(
        responses,
        () -> ForgetDeviceResponse.newBuilder().setDevice(forget(request)).setKept(KEPT).build());
  }

  @Override
  public void tagDevice(TagDeviceRequest request, StreamObserver<Device> responses) {
    answer(responses, () -> devicePages.tag(request));
  }

  @Override
  public void listCameras(
      ListCamerasRequest request, StreamObserver<ListCamerasResponse> responses) {
    answer(responses, () -> cameraPages.list(request));
  }

  @Override
  public void getCamera(GetCameraRequest request, StreamObserver<Camera> responses) {
    answer(responses, () -> cameraPages.camera(request));
  }

  @Override
  public void applyCamera(ApplyCameraRequest request, StreamObserver<CameraChange> responses) {
    answer(responses, () -> cameraPages.apply(request));
  }

  @Override
  public void listDeployments(
      ListDeploymentsRequest request, StreamObserver<ListDeploymentsResponse> responses) {
    answer(responses, () -> deploymentPages.list(request));
  }

  @Override
  public void getDeployment(GetDeploymentRequest request, StreamObserver<Deployment> responses) {
    answer(responses, () -> deploymentPages.deployment(request.getName()));
  }

  @Override
  public void applyDeployment(
      ApplyDeploymentRequest request, StreamObserver<DeploymentChange> responses) {
    answer(responses, () -> deploymentPages.apply(request));
  }

  @Override
  public void deleteDeployment(
      DeleteDeploymentRequest request, StreamObserver<DeploymentChange> responses) {
    answer(responses, () -> deploymentPages.delete(request));
  }

  @Override
  public void listTeachers(
      ListTeachersRequest request, StreamObserver<ListTeachersResponse> responses) {
    answer(responses, () -> teacherPages.list(request));
  }

  @Override
  public void listTeacherReplacements(
      ListTeacherReplacementsRequest request,
      StreamObserver<ListTeacherReplacementsResponse> responses) {
    answer(responses, () -> replacementPages.list(request));
  }

  @Override
  public void replaceTeacher(
      ReplaceTeacherRequest request, StreamObserver<TeacherReplacement> responses) {
    answer(responses, () -> replacementPages.start(request));
  }

  @Override
  public void acceptTeacher(
      EndReplacementRequest request, StreamObserver<TeacherReplacement> responses) {
    answer(responses, () -> replacementPages.accept(request));
  }

  @Override
  public void dropTeacher(
      EndReplacementRequest request, StreamObserver<TeacherReplacement> responses) {
    answer(responses, () -> replacementPages.drop(request));
  }

  @Override
  public void listRounds(ListRoundsRequest request, StreamObserver<ListRoundsResponse> responses) {
    answer(responses, () -> loopPages.list(request));
  }

  @Override
  public void getRound(GetRoundRequest request, StreamObserver<Round> responses) {
    answer(responses, () -> loopPages.round(request.getRoundId()));
  }

  @Override
  public void listRoundParticipants(
      ListRoundParticipantsRequest request,
      StreamObserver<ListRoundParticipantsResponse> responses) {
    answer(responses, () -> loopPages.list(request));
  }

  @Override
  public void listDistillations(
      ListDistillationsRequest request, StreamObserver<ListDistillationsResponse> responses) {
    answer(responses, () -> loopPages.list(request));
  }

  @Override
  public void getDistillation(
      GetDistillationRequest request, StreamObserver<Distillation> responses) {
    answer(responses, () -> loopPages.distillation(request.getDistillationId()));
  }

  @Override
  public void listRollouts(
      ListRolloutsRequest request, StreamObserver<ListRolloutsResponse> responses) {
    answer(responses, () -> loopPages.list(request));
  }

  @Override
  public void getRollout(GetRolloutRequest request, StreamObserver<Rollout> responses) {
    answer(responses, () -> loopPages.rollout(request.getRolloutId()));
  }

  @Override
  public void listRolloutMembers(
      ListRolloutMembersRequest request, StreamObserver<ListRolloutMembersResponse> responses) {
    answer(responses, () -> loopPages.list(request));
  }

  @Override
  public void listVersions(
      ListVersionsRequest request, StreamObserver<ListVersionsResponse> responses) {
    answer(responses, () -> versionPages.list(request));
  }

  @Override
  public void listEvents(ListEventsRequest request, StreamObserver<ListEventsResponse> responses) {
    answer(responses, () -> eventPages.list(request));
  }

  @Override
  public void listEscalations(
      ListEscalationsRequest request, StreamObserver<ListEscalationsResponse> responses) {
    answer(responses, () -> escalationPages.list(request));
  }

  @Override
  public void getEscalation(
      GetEscalationRequest request, StreamObserver<EscalatedFrame> responses) {
    answer(responses, () -> escalationPages.frame(request.getEscalationId()));
  }

  @Override
  public void listReviewQueue(
      ListReviewQueueRequest request, StreamObserver<ListReviewQueueResponse> responses) {
    answer(responses, () -> reviewPages.list(request));
  }

  @Override
  public void submitReview(SubmitReviewRequest request, StreamObserver<EscalatedFrame> responses) {
    answer(responses, () -> reviewPages.submit(request));
  }

  @Override
  public void getReviewedAccuracy(
      GetReviewedAccuracyRequest request, StreamObserver<ReviewedAccuracy> responses) {
    answer(responses, () -> reviewPages.accuracy(request));
  }

  @Override
  public void listQuarantine(
      ListQuarantineRequest request, StreamObserver<ListQuarantineResponse> responses) {
    answer(responses, () -> quarantinePages.list(request));
  }

  @Override
  public void listFieldAccuracy(
      ListFieldAccuracyRequest request, StreamObserver<ListFieldAccuracyResponse> responses) {
    answer(responses, () -> accuracyPages.list(request));
  }

  @Override
  public void getHistory(GetHistoryRequest request, StreamObserver<History> responses) {
    answer(responses, () -> historyPages.read(request, time.now().wallMs()));
  }

  @Override
  public void getStorage(GetStorageRequest request, StreamObserver<Storage> responses) {
    answer(responses, () -> StorageMapper.write(housekeeping.review(false)));
  }

  @Override
  public void listAuditLog(
      ListAuditLogRequest request, StreamObserver<ListAuditLogResponse> responses) {
    answer(responses, () -> auditLogPages.list(request));
  }

  @Override
  public void getAuditLogVerdict(
      GetAuditLogVerdictRequest request, StreamObserver<AuditLogVerdict> responses) {
    answer(responses, auditLogPages::verify);
  }

  @Override
  public void createBackup(CreateBackupRequest request, StreamObserver<Backup> responses) {
    answer(responses, () -> BackupMapper.write(backups.begin("person")));
  }

  @Override
  public void listBackups(
      ListBackupsRequest request, StreamObserver<ListBackupsResponse> responses) {
    answer(responses, () -> BackupMapper.write(backups));
  }

  @Override
  public void collectGarbage(CollectGarbageRequest request, StreamObserver<Storage> responses) {
    answer(responses, () -> StorageMapper.write(housekeeping.review(true)));
  }

  @Override
  public void inspectModel(InspectModelRequest request, StreamObserver<ModelInspection> responses) {
    answer(responses, () -> modelPages.inspect(request));
  }

  @Override
  public void registerModel(RegisterModelRequest request, StreamObserver<Version> responses) {
    answer(responses, () -> modelPages.register(request));
  }

  @Override
  public void registerVersion(RegisterVersionRequest request, StreamObserver<Version> responses) {
    answer(
        responses,
        () ->
            VersionPages.write(
                versions.register(
                    ManifestCodec.fromProto(request.getManifest()), request.getAliasesList())));
  }

  @Override
  public void getVersion(GetVersionRequest request, StreamObserver<Version> responses) {
    answer(responses, () -> VersionPages.write(versions.version(request.getReference())));
  }

  @Override
  public void setAlias(SetAliasRequest request, StreamObserver<Version> responses) {
    answer(
        responses,
        () ->
            VersionPages.write(
                versions.alias(request.getAlias(), ManifestCodec.fromProto(request.getVersion()))));
  }

  @Override
  public void getLineage(GetLineageRequest request, StreamObserver<LineageGraph> responses) {
    answer(responses, () -> LineagePages.write(readers.lineage().around(request.getReference())));
  }

  @Override
  public void getRolloutPlan(GetRolloutPlanRequest request, StreamObserver<RolloutPlan> responses) {
    answer(responses, () -> LoopMapper.write(loop.planRollout(request.getReference())));
  }

  @Override
  public void startRollout(StartRolloutRequest request, StreamObserver<Rollout> responses) {
    answer(responses, () -> LoopMapper.write(loop.startRollout(request.getReference())));
  }

  @Override
  public void pauseRollout(RolloutRequest request, StreamObserver<Rollout> responses) {
    request(request, RolloutAction.PAUSE, responses);
  }

  @Override
  public void resumeRollout(RolloutRequest request, StreamObserver<Rollout> responses) {
    request(request, RolloutAction.RESUME, responses);
  }

  @Override
  public void abortRollout(RolloutRequest request, StreamObserver<Rollout> responses) {
    request(request, RolloutAction.ABORT, responses);
  }

  @Override
  public void rollBack(RolloutRequest request, StreamObserver<Rollout> responses) {
    request(request, RolloutAction.ROLL_BACK, responses);
  }

  private void request(
      RolloutRequest request, RolloutAction wanted, StreamObserver<Rollout> responses) {
    answer(
        responses,
        () ->
            LoopMapper.write(
                loop.request(request.getRolloutId(), wanted, request.getWhy(), time.now())));
  }

  @Override
  public void startRound(StartRoundRequest request, StreamObserver<Round> responses) {
    answer(responses, () -> LoopMapper.write(loop.startRound(request.getDeployment())));
  }

  @Override
  public void cancelRound(CancelRoundRequest request, StreamObserver<Round> responses) {
    answer(
        responses,
        () -> LoopMapper.write(loop.cancelRound(request.getRoundId(), request.getWhy())));
  }

  @Override
  public void cancelDistillation(
      CancelDistillationRequest request, StreamObserver<Distillation> responses) {
    answer(
        responses,
        () ->
            LoopMapper.write(
                loop.cancelDistillation(request.getDistillationId(), request.getWhy())));
  }

  @Override
  public void listUsers(ListUsersRequest request, StreamObserver<ListUsersResponse> responses) {
    answer(responses, () -> peoplePages.list(request));
  }

  @Override
  public void putUser(PutUserRequest request, StreamObserver<PutUserResponse> responses) {
    answer(responses, () -> peoplePages.put(request, CallerContext.current()));
  }

  @Override
  public void deleteUser(DeleteUserRequest request, StreamObserver<User> responses) {
    answer(responses, () -> peoplePages.delete(request, CallerContext.current()));
  }

  @Override
  public void createApiToken(
      CreateApiTokenRequest request, StreamObserver<CreateApiTokenResponse> responses) {
    answer(responses, () -> peoplePages.create(request, CallerContext.current()));
  }

  @Override
  public void listApiTokens(
      ListApiTokensRequest request, StreamObserver<ListApiTokensResponse> responses) {
    answer(responses, () -> peoplePages.list(request));
  }

  @Override
  public void revokeApiToken(RevokeApiTokenRequest request, StreamObserver<ApiToken> responses) {
    answer(responses, () -> peoplePages.revoke(request, CallerContext.current()));
  }

  @Override
  public void createSignInLink(
      CreateSignInLinkRequest request, StreamObserver<SignInLink> responses) {
    answer(responses, () -> peoplePages.link(CallerContext.current()));
  }

  @Override
  public void createEnrollmentToken(
      CreateEnrollmentTokenRequest request,
      StreamObserver<CreateEnrollmentTokenResponse> responses) {
    answer(responses, () -> enrollments.create(request));
  }

  @Override
  public void listEnrollmentTokens(
      ListEnrollmentTokensRequest request, StreamObserver<ListEnrollmentTokensResponse> responses) {
    answer(responses, () -> enrollments.list(request));
  }

  @Override
  public void revokeEnrollmentToken(
      RevokeEnrollmentTokenRequest request, StreamObserver<EnrollmentToken> responses) {
    answer(responses, () -> enrollments.revokeToken(request.getId()));
  }

  /** Answers a call, or fails it with what its work threw. */
  static <T extends Message> void answer(StreamObserver<T> responses, Callable<T> work) {
    try {
      Caller caller = CallerContext.current();
      String person = caller.kind() == Caller.Kind.OPEN ? "" : caller.name();
      T answer = Paging.bounded(CurrentPerson.working(person, work));
      responses.onNext(answer);
      responses.onCompleted();
    } catch (Exception e) {
      responses.onError(failure(e));
    }
  }

  /** What a call fails with. */
  static StatusRuntimeException failure(Exception thrown) {
    if (thrown instanceof StatusRuntimeException status) {
      return status;
    }
    Status status =
        thrown instanceof RegistryException || thrown instanceof IllegalArgumentException
            ? Status.NOT_FOUND
            : thrown instanceof IllegalStateException
                ? Status.FAILED_PRECONDITION
                : Status.INTERNAL;
    return status.withDescription(thrown.getMessage()).asRuntimeException();
  }

  @Override
  public void close() {
    followed.close();
    watches.shutdownNow();
  }
}
