package io.vedette.cloud.rpc;

import com.google.protobuf.Message;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.audit.AuditCounts;
import io.vedette.cloud.audit.DeploymentAccuracy;
import io.vedette.cloud.backup.Backups;
import io.vedette.cloud.camera.CameraManagement;
import io.vedette.cloud.escalation.EscalationQueries;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.fleet.DeviceManagement;
import io.vedette.cloud.history.FigureHistory;
import io.vedette.cloud.housekeeping.Housekeeping;
import io.vedette.cloud.identity.log.AuditLog;
import io.vedette.cloud.identity.people.PeopleDirectory;
import io.vedette.cloud.lineage.LineageReader;
import io.vedette.cloud.loop.DeploymentManagement;
import io.vedette.cloud.loop.LoopManagement;
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
import io.vedette.proto.v1.GetListChangesRequest;
import io.vedette.proto.v1.ListChanges;
import io.vedette.proto.v1.ManagementServiceGrpc;
import java.util.List;

/** Management over the wire: for the dashboard and the command line. */
public final class ManagementEndpoint implements BindableService, AutoCloseable {

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
      FigureHistory history,
      AuditLog auditLog) {}

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
      Enrollments enrollments,
      Housekeeping housekeeping,
      Backups backups) {}

  private final SummaryPages summary;
  private final DevicePages devices;
  private final DeploymentPages deployments;
  private final LoopPages loop;
  private final VersionPages versions;
  private final EventPages events;
  private final EscalationPages escalations;
  private final QuarantinePages quarantine;
  private final List<AnsweredCalls> subjects;
  private final FollowedLists followed;

  /**
   * @param changes after which watchers get a new summary
   */
  public ManagementEndpoint(
      Readers readers, Changers changers, ChangeSignal changes, ActiveTime time) {
    summary = new SummaryPages(readers.summary(), changes, time);
    devices =
        new DevicePages(
            changers.devices(),
            changers.enrollments()::refuse,
            readers.audits(),
            changers.loop()::desired);
    deployments = new DeploymentPages(changers.deployments(), readers.deployments());
    loop = new LoopPages(readers.loop());
    versions = new VersionPages(changers.versions());
    events = new EventPages(readers.feed());
    escalations = new EscalationPages(readers.escalations(), readers.models(), readers.reviews());
    quarantine = new QuarantinePages(readers.escalations());
    subjects =
        List.of(
            summary,
            devices,
            deployments,
            loop,
            versions,
            events,
            escalations,
            quarantine,
            new LoopChanges(changers.loop(), time),
            new CameraPages(changers.cameras()),
            new TeacherPages(readers.teachers(), readers.models()::of),
            new ReplacementPages(changers.replacements()),
            new ModelPages(changers.inspections(), changers.registration()),
            new ReviewPages(readers.reviews(), escalations, readers.models()),
            new AccuracyPages(readers.accuracy()),
            new HistoryPages(readers.history(), time),
            new LineagePages(readers.lineage()),
            new StoragePages(changers.housekeeping(), changers.backups()),
            new PeoplePages(changers.people()),
            changers.enrollments(),
            new AuditLogPages(readers.auditLog()));
    followed = new FollowedLists(this::readList, time.now().wallMs());
  }

  @Override
  public ServerServiceDefinition bindService() {
    ServiceCalls calls =
        new ServiceCalls(ManagementServiceGrpc.getServiceDescriptor())
            .stream(ManagementServiceGrpc.getGetListChangesMethod(), this::follow);
    subjects.forEach(calls::addAll);
    return calls.build();
  }

  private void follow(GetListChangesRequest request, StreamObserver<ListChanges> responses) {
    try {
      followed.follow(request, (ServerCallStreamObserver<ListChanges>) responses);
    } catch (Exception e) {
      responses.onError(ServiceCalls.failure(e));
    }
  }

  private Message readList(GetListChangesRequest request) throws Exception {
    return switch (request.getListCase()) {
      case DEVICES -> devices.list(request.getDevices());
      case DEPLOYMENTS -> deployments.list(request.getDeployments());
      case ROUNDS -> loop.list(request.getRounds());
      case ROUND_PARTICIPANTS -> loop.list(request.getRoundParticipants());
      case DISTILLATIONS -> loop.list(request.getDistillations());
      case ROLLOUTS -> loop.list(request.getRollouts());
      case ROLLOUT_MEMBERS -> loop.list(request.getRolloutMembers());
      case VERSIONS -> versions.list(request.getVersions());
      case EVENTS -> events.list(request.getEvents());
      case ESCALATIONS -> escalations.list(request.getEscalations());
      case QUARANTINE -> quarantine.list(request.getQuarantine());
      case LIST_NOT_SET -> throw new IllegalArgumentException("a list is needed");
    };
  }

  @Override
  public void close() {
    followed.close();
    summary.close();
  }
}
