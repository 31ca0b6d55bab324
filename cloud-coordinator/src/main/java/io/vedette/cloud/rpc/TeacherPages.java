package io.vedette.cloud.rpc;

import io.vedette.cloud.overview.TeacherReader;
import io.vedette.cloud.teacher.TeacherStatus;
import io.vedette.proto.v1.ListTeachersRequest;
import io.vedette.proto.v1.ListTeachersResponse;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.NamedTeacher;
import io.vedette.proto.v1.TaughtDeployment;
import io.vedette.proto.v1.TeacherProcess;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.VersionId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Pages of teachers. */
final class TeacherPages implements AnsweredCalls {

  private static final int PROCESSES = 20;
  private static final int DEPLOYMENTS = 50;

  private final TeacherReader reader;
  private final Function<String, Optional<VersionId>> models;

  /**
   * @param models the version of a model, by its digest
   */
  TeacherPages(TeacherReader reader, Function<String, Optional<VersionId>> models) {
    this.reader = reader;
    this.models = models;
  }

  @Override
  public void addTo(ServiceCalls calls) {
    calls.answer(ManagementServiceGrpc.getListTeachersMethod(), this::list);
  }

  ListTeachersResponse list(ListTeachersRequest request) throws Exception {
    return list(reader.all(), models, request);
  }

  static ListTeachersResponse list(
      List<TeacherReader.Named> all,
      Function<String, Optional<VersionId>> models,
      ListTeachersRequest request) {
    var page =
        Paging.page(
            all,
            TeacherReader.Named::name,
            named -> write(named, models),
            request.getPageToken(),
            request.getPageSize());
    return ListTeachersResponse.newBuilder()
        .addAllTeachers(page.items())
        .setNextPageToken(page.next())
        .setTotal(all.size())
        .build();
  }

  private static NamedTeacher write(
      TeacherReader.Named named, Function<String, Optional<VersionId>> models) {
    NamedTeacher.Builder message =
        NamedTeacher.newBuilder()
            .setName(named.name())
            .setProcessesTotal(named.processes().size())
            .setDeploymentsTotal(named.deployments().size())
            .setWaiting(named.waiting());
    named.processes().stream()
        .limit(PROCESSES)
        .forEach(process -> message.addProcesses(write(process, models)));
    named.deployments().stream()
        .limit(DEPLOYMENTS)
        .forEach(deployment -> message.addDeployments(write(deployment)));
    return message.build();
  }

  private static TeacherProcess write(
      TeacherStatus status, Function<String, Optional<VersionId>> models) {
    TeacherProcess.Builder message =
        TeacherProcess.newBuilder()
            .setWorkerId(status.workerId())
            .setModelSha256(status.modelSha256())
            .setAnswered(status.answered())
            .setUnderWay(status.underWay());
    models.apply(status.modelSha256()).map(ManifestCodec::toProto).ifPresent(message::setVersion);
    if (status.answered() > 0) {
      message.setLatencyMs(status.latencyMs()).setMeanBatch(status.meanBatch());
    }
    return message.build();
  }

  private static TaughtDeployment write(TeacherReader.Taught taught) {
    TaughtDeployment.Builder message =
        TaughtDeployment.newBuilder().setName(taught.name()).setWaiting(taught.waiting());
    Integer frames = taught.quotas().framesPerHour();
    if (frames != null) {
      message.setFramesPerHour(frames);
    }
    Long bytes = taught.quotas().bytesPerHour();
    if (bytes != null) {
      message.setBytesPerHour(bytes);
    }
    Double share = taught.quotas().teacherShare();
    if (share != null) {
      message.setTeacherShare(share);
    }
    taught.atQuota().ifPresent(at -> message.setAtQuota(at.quota()).setDeferred(at.deferred()));
    return message.build();
  }
}
