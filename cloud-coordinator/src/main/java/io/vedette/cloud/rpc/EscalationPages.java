package io.vedette.cloud.rpc;

import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.Disagreement;
import io.vedette.cloud.escalation.EscalationFilter;
import io.vedette.cloud.escalation.EscalationPage;
import io.vedette.cloud.escalation.EscalationQueries;
import io.vedette.cloud.escalation.EscalationState;
import io.vedette.cloud.escalation.FramePosition;
import io.vedette.cloud.escalation.ValueCount;
import io.vedette.cloud.review.Reviews;
import io.vedette.cloud.version.ModelVersions;
import io.vedette.proto.v1.EscalatedFrame;
import io.vedette.proto.v1.FrameCount;
import io.vedette.proto.v1.ListEscalationsRequest;
import io.vedette.proto.v1.ListEscalationsResponse;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.registry.RegistryException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Escalated frames as messages: one, and pages of those that match. */
final class EscalationPages implements AnsweredCalls {

  private static final int MAX_DEPLOYMENTS = 100;
  private static final int MAX_REASONS = 50;
  private static final int MAX_LABELS = 100;

  private final EscalationQueries escalations;
  private final ModelVersions versions;
  private final Reviews reviews;

  EscalationPages(EscalationQueries escalations, ModelVersions versions, Reviews reviews) {
    this.escalations = escalations;
    this.versions = versions;
    this.reviews = reviews;
  }

  @Override
  public void addTo(ServiceCalls calls) {
    calls
        .answer(ManagementServiceGrpc.getListEscalationsMethod(), this::list)
        .answer(
            ManagementServiceGrpc.getGetEscalationMethod(),
            request -> frame(request.getEscalationId()));
  }

  ListEscalationsResponse list(ListEscalationsRequest request) throws RegistryException {
    EscalationPage page =
        escalations.page(filter(request), position(request), Paging.size(request.getPageSize()));
    List<EscalatedFrame> frames = page.frames().stream().map(this::brief).toList();
    int fitting = Paging.fitting(frames);
    FramePosition next =
        fitting < frames.size() ? FramePosition.of(page.frames().get(fitting - 1)) : page.next();
    return ListEscalationsResponse.newBuilder()
        .addAllFrames(frames.subList(0, fitting))
        .setNextPageToken(next == null ? "" : Paging.token(next.acceptedAtMs() + " " + next.id()))
        .setLookedAt(page.lookedAt())
        .setKept(escalations.kept())
        .addAllDeployments(write(escalations.deployments(MAX_DEPLOYMENTS)))
        .addAllReasons(write(escalations.reasons(MAX_REASONS)))
        .addAllLabels(write(escalations.labels(MAX_LABELS)))
        .build();
  }

  /**
   * @throws IllegalArgumentException when there is no such escalation
   */
  EscalatedFrame frame(String id) {
    return escalations
        .find(id)
        .map(e -> EscalatedFrameMapper.whole(e, versions.of(e.modelSha256()), reviews.of(id)))
        .orElseThrow(() -> new IllegalArgumentException(id + ": no such escalation is kept"));
  }

  /** A frame of a list. */
  EscalatedFrame brief(AcceptedEscalation escalation) {
    return EscalatedFrameMapper.brief(
        escalation, versions.of(escalation.modelSha256()), reviews.of(escalation.id()));
  }

  private EscalationFilter filter(ListEscalationsRequest request) throws RegistryException {
    return new EscalationFilter(
        request.getDeployment(),
        request.getAgentId(),
        request.getCameraId(),
        request.getReason(),
        request.getLabel(),
        EnumNames.set(Disagreement.class, request.getDisagreementsList()),
        EnumNames.set(EscalationState.class, request.getStatesList()),
        models(request),
        request.hasAudit() ? request.getAudit() : null,
        request.getFromMs(),
        request.getUntilMs());
  }

  private @Nullable Set<String> models(ListEscalationsRequest request) throws RegistryException {
    String model = request.getModelSha256();
    if (request.getVersion().isEmpty()) {
      return model.isEmpty() ? null : Set.of(model);
    }
    Set<String> ofVersion = versions.modelsOf(request.getVersion());
    if (model.isEmpty()) {
      return ofVersion;
    }
    return ofVersion.contains(model) ? Set.of(model) : Set.of();
  }

  private static @Nullable FramePosition position(ListEscalationsRequest request) {
    if (request.getPageToken().isEmpty()) {
      return null;
    }
    String[] parts = Paging.text(request.getPageToken()).split(" ", 2);
    try {
      return new FramePosition(Long.parseLong(parts[0]), parts[1]);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw Paging.wrong();
    }
  }

  private static List<FrameCount> write(List<ValueCount<String>> counts) {
    return counts.stream()
        .map(c -> FrameCount.newBuilder().setValue(c.value()).setFrames(c.frames()).build())
        .toList();
  }
}
