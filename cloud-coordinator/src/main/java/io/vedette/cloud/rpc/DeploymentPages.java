package io.vedette.cloud.rpc;

import io.grpc.Status;
import io.vedette.cloud.deployment.DeploymentSpec;
import io.vedette.cloud.deployment.SpecText;
import io.vedette.cloud.loop.DeploymentManagement;
import io.vedette.cloud.overview.DeploymentReader;
import io.vedette.proto.v1.ApplyDeploymentRequest;
import io.vedette.proto.v1.DeleteDeploymentRequest;
import io.vedette.proto.v1.Deployment;
import io.vedette.proto.v1.DeploymentChange;
import io.vedette.proto.v1.DeploymentSummary;
import io.vedette.proto.v1.ListDeploymentsRequest;
import io.vedette.proto.v1.ListDeploymentsResponse;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.SpecChange;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.VersionId;
import io.vedette.wire.TextBound;
import java.util.OptionalLong;

/** Deployments as messages: one, pages of all, and changes. */
final class DeploymentPages implements AnsweredCalls {

  private static final TextBound VALUE =
      TextBound.of(SpecChange.getDescriptor(), SpecChange.BEFORE_FIELD_NUMBER);
  private static final TextBound CONSEQUENCE =
      TextBound.of(DeploymentChange.getDescriptor(), DeploymentChange.CONSEQUENCES_FIELD_NUMBER);

  private final DeploymentManagement management;
  private final DeploymentReader reader;

  DeploymentPages(DeploymentManagement management, DeploymentReader reader) {
    this.management = management;
    this.reader = reader;
  }

  @Override
  public void addTo(ServiceCalls calls) {
    calls
        .answer(ManagementServiceGrpc.getListDeploymentsMethod(), this::list)
        .answer(
            ManagementServiceGrpc.getGetDeploymentMethod(),
            request -> deployment(request.getName()))
        .answer(ManagementServiceGrpc.getApplyDeploymentMethod(), this::apply)
        .answer(ManagementServiceGrpc.getDeleteDeploymentMethod(), this::delete);
  }

  ListDeploymentsResponse list(ListDeploymentsRequest request) throws Exception {
    var wanted =
        reader.all().stream().filter(status -> isFound(request.getText(), status.spec())).toList();
    var page =
        Paging.page(
            wanted,
            status -> status.spec().name(),
            status -> write(status, appliedMs(status)),
            request.getPageToken(),
            request.getPageSize());
    return ListDeploymentsResponse.newBuilder()
        .addAllDeployments(page.items())
        .setNextPageToken(page.next())
        .setTotal(wanted.size())
        .build();
  }

  private static boolean isFound(String text, DeploymentSpec spec) {
    return Texts.contain(text, spec.name(), spec.selector(), spec.model());
  }

  /**
   * @throws IllegalArgumentException when there is no such deployment
   */
  Deployment deployment(String name) throws Exception {
    DeploymentReader.Status status = reader.find(name);
    DeploymentReader.Learning learning = reader.learning(name);
    return Deployment.newBuilder()
        .setSummary(write(status, appliedMs(status)))
        .setApplied(
            management
                .applied(status.spec().name())
                .map(io.vedette.cloud.deployment.Deployment::text)
                .orElse(""))
        .setSpec(SpecText.whole(status.spec()))
        .setDrift(DriftMapper.drift(learning))
        .setNextRound(DriftMapper.nextRound(learning))
        .build();
  }

  DeploymentChange apply(ApplyDeploymentRequest request) throws Exception {
    try {
      return write(management.apply(request.getSpec(), request.getDryRun()));
    } catch (IllegalArgumentException e) {
      throw Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException();
    }
  }

  DeploymentChange delete(DeleteDeploymentRequest request) throws Exception {
    return write(management.delete(request.getName(), request.getDryRun()));
  }

  static DeploymentChange write(DeploymentManagement.Outcome outcome) {
    DeploymentChange.Builder change =
        DeploymentChange.newBuilder()
            .setName(outcome.name())
            .setRevision(outcome.revision())
            .setDone(outcome.done());
    outcome
        .changes()
        .forEach(
            c ->
                change.addChanges(
                    SpecChange.newBuilder()
                        .setKey(c.key())
                        .setBefore(VALUE.fit(c.before()))
                        .setAfter(VALUE.fit(c.after()))));
    outcome.consequences().forEach(line -> change.addConsequences(CONSEQUENCE.fit(line)));
    return change.build();
  }

  private OptionalLong appliedMs(DeploymentReader.Status status) {
    return management.applied(status.spec().name()).stream()
        .mapToLong(io.vedette.cloud.deployment.Deployment::appliedAtMs)
        .findFirst();
  }

  static DeploymentSummary write(DeploymentReader.Status status, OptionalLong appliedMs) {
    var spec = status.spec();
    DeploymentSummary.Builder summary =
        DeploymentSummary.newBuilder()
            .setName(spec.name())
            .setModel(spec.model())
            .setSelector(spec.selector())
            .setTeacher(spec.teacher())
            .setRevision(status.revision())
            .setDevices(status.devices())
            .setDevicesOnline(status.online())
            .setCameras(status.cameras())
            .setOtherVersion(status.otherVersion())
            .setTrainable(status.trainable());
    appliedMs.ifPresent(summary::setAppliedMs);
    VersionId desired = status.desired().version();
    if (desired != null) {
      summary.setDesired(ManifestCodec.toProto(desired)).setDesiredWhy(status.desired().why());
    }
    status.round().ifPresent(round -> summary.setRound(LoopMapper.write(round)));
    status
        .distillation()
        .ifPresent(distillation -> summary.setDistillation(LoopMapper.write(distillation)));
    status.rollout().ifPresent(rollout -> summary.setRollout(LoopMapper.write(rollout)));
    return summary.build();
  }
}
