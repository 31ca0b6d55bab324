package io.vedette.dashboard;

import io.vedette.proto.v1.AccuracyEstimate;
import io.vedette.proto.v1.EscalatedFrame;
import io.vedette.proto.v1.EscalationState;
import io.vedette.proto.v1.EstimatedShare;
import io.vedette.proto.v1.ListReviewQueueRequest;
import io.vedette.proto.v1.ListReviewQueueResponse;
import io.vedette.proto.v1.ReviewPurpose;
import io.vedette.proto.v1.ReviewedAccuracy;
import io.vedette.proto.v1.ReviewedModel;
import io.vedette.proto.v1.SubmitReviewRequest;
import io.vedette.proto.v1.VersionRef;
import java.util.ArrayList;
import java.util.List;

/** The reviews of the {@link Story}: what waits, and what was said. */
final class StoryReviews {

  final List<SubmitReviewRequest> said = new ArrayList<>();

  synchronized void submit(SubmitReviewRequest word) {
    said.add(word);
  }

  synchronized List<SubmitReviewRequest> said() {
    return List.copyOf(said);
  }

  synchronized ListReviewQueueResponse queue(
      List<EscalatedFrame> frames, ListReviewQueueRequest request) {
    boolean estimate = request.getPurpose() == ReviewPurpose.REVIEW_PURPOSE_ESTIMATE;
    List<String> reviewed = said.stream().map(SubmitReviewRequest::getEscalationId).toList();
    List<EscalatedFrame> next =
        frames.stream()
            .filter(frame -> frame.getState() == EscalationState.ESCALATION_STATE_ANSWERED)
            .filter(frame -> !estimate || frame.getAudit())
            .filter(frame -> !reviewed.contains(frame.getId()))
            .limit(request.getPageSize())
            .toList();
    return ListReviewQueueResponse.newBuilder()
        .addAllFrames(next)
        .setWaitingForLearning(next.size())
        .setWaitingForEstimate(4)
        .setReviewed(40 + said.size())
        .addAllLabels(List.of("open", "short", "mousebite", "spur"))
        .build();
  }

  static ReviewedAccuracy accuracy() {
    return ReviewedAccuracy.newBuilder()
        .addModels(
            ReviewedModel.newBuilder()
                .setModelSha256("ab".repeat(32))
                .setVersion(VersionRef.newBuilder().setName("student").setNumber(3))
                .setAudits(1_204)
                .setReviewed(41)
                .setStudent(estimate(0.83))
                .setStudentByReviews(estimate(0.81))
                .setTeacher(estimate(0.94)))
        .build();
  }

  private static AccuracyEstimate estimate(double value) {
    EstimatedShare share =
        EstimatedShare.newBuilder()
            .setValue(value)
            .setLow(value - 0.04)
            .setHigh(value + 0.03)
            .build();
    return AccuracyEstimate.newBuilder().setPrecision(share).setRecall(share).setF1(share).build();
  }
}
