package io.vedette.cloud.rpc;

import io.vedette.cloud.audit.AccuracyRow;
import io.vedette.cloud.audit.DeploymentAccuracy;
import io.vedette.cloud.deployment.DeploymentSpec;
import io.vedette.detector.evaluate.AccuracySequences.Estimate;
import io.vedette.proto.v1.AccuracyPart;
import io.vedette.proto.v1.FieldAccuracy;
import io.vedette.proto.v1.FieldEstimate;
import io.vedette.proto.v1.ListFieldAccuracyRequest;
import io.vedette.proto.v1.ListFieldAccuracyResponse;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.wire.TextBound;
import java.util.List;

/** Field accuracy as messages. */
final class AccuracyPages implements AnsweredCalls {

  private static final TextBound PART =
      TextBound.of(FieldAccuracy.getDescriptor(), FieldAccuracy.PART_FIELD_NUMBER);

  private final DeploymentAccuracy accuracy;

  AccuracyPages(DeploymentAccuracy accuracy) {
    this.accuracy = accuracy;
  }

  @Override
  public void addTo(ServiceCalls calls) {
    calls.answer(ManagementServiceGrpc.getListFieldAccuracyMethod(), this::list);
  }

  ListFieldAccuracyResponse list(ListFieldAccuracyRequest request) {
    String deployment =
        request.getDeployment().isEmpty() ? DeploymentSpec.DEFAULT : request.getDeployment();
    List<AccuracyRow> all =
        accuracy.rows(deployment, part(request.getPart()), request.getVersion());
    var page =
        Paging.page(
            all,
            row -> row.series().name() + " " + row.name(),
            AccuracyPages::write,
            request.getPageToken(),
            request.getPageSize());
    return ListFieldAccuracyResponse.newBuilder()
        .addAllRows(page.items())
        .setNextPageToken(page.next())
        .setTotal(all.size())
        .build();
  }

  private static AccuracyRow.Part part(AccuracyPart part) {
    return switch (part) {
      case ACCURACY_PART_CAMERA -> AccuracyRow.Part.CAMERA;
      case ACCURACY_PART_LABEL -> AccuracyRow.Part.LABEL;
      case ACCURACY_PART_UNSPECIFIED, UNRECOGNIZED -> AccuracyRow.Part.WHOLE;
    };
  }

  static FieldAccuracy write(AccuracyRow row) {
    return FieldAccuracy.newBuilder()
        .setVersion(row.series().version())
        .setTeacher(row.series().teacher())
        .setPart(PART.fit(row.name()))
        .setAudits(row.counts().frames())
        .setFound(row.counts().found())
        .setInvented(row.counts().invented())
        .setMissed(row.counts().missed())
        .setPrecision(write(row.precision()))
        .setRecall(write(row.recall()))
        .setF1(write(row.f1()))
        .setLastMs(row.lastMs())
        .build();
  }

  private static FieldEstimate write(Estimate estimate) {
    return FieldEstimate.newBuilder()
        .setValue(estimate.value())
        .setLow(estimate.low())
        .setHigh(estimate.high())
        .build();
  }
}
