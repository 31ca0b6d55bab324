package io.vedette.cloud.rpc;

import io.vedette.cloud.deployment.DeploymentSpec;
import io.vedette.cloud.identity.Caller;
import io.vedette.cloud.review.Review;
import io.vedette.cloud.review.ReviewPurpose;
import io.vedette.cloud.review.Reviews;
import io.vedette.cloud.version.ModelVersions;
import io.vedette.proto.v1.EscalatedFrame;
import io.vedette.proto.v1.GetReviewedAccuracyRequest;
import io.vedette.proto.v1.ListReviewQueueRequest;
import io.vedette.proto.v1.ListReviewQueueResponse;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.ReviewedAccuracy;
import io.vedette.proto.v1.SubmitReviewRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Which frames people should look at, what they say, and what follows for accuracy. */
final class ReviewPages implements AnsweredCalls {

  /** For the disk; a client waits no longer. */
  private static final long WRITE_SECONDS = 60;

  static final int MAX_LABELS = 1000;

  private final Reviews reviews;
  private final EscalationPages frames;
  private final ModelVersions versions;

  ReviewPages(Reviews reviews, EscalationPages frames, ModelVersions versions) {
    this.reviews = reviews;
    this.frames = frames;
    this.versions = versions;
  }

  @Override
  public void addTo(ServiceCalls calls) {
    calls
        .answer(ManagementServiceGrpc.getListReviewQueueMethod(), this::list)
        .answer(ManagementServiceGrpc.getSubmitReviewMethod(), this::submit)
        .answer(ManagementServiceGrpc.getGetReviewedAccuracyMethod(), this::accuracy);
  }

  ListReviewQueueResponse list(ListReviewQueueRequest request) {
    String deployment = deployment(request.getDeployment());
    ReviewPurpose purpose =
        request.getPurpose() == io.vedette.proto.v1.ReviewPurpose.REVIEW_PURPOSE_ESTIMATE
            ? ReviewPurpose.ESTIMATE
            : ReviewPurpose.LEARNING;
    List<EscalatedFrame> next =
        reviews.next(deployment, purpose, Paging.size(request.getPageSize())).stream()
            .map(frames::brief)
            .toList();
    return ListReviewQueueResponse.newBuilder()
        .addAllFrames(next.subList(0, Paging.fitting(next)))
        .setWaitingForEstimate(reviews.waiting(deployment, ReviewPurpose.ESTIMATE))
        .setWaitingForLearning(reviews.waiting(deployment, ReviewPurpose.LEARNING))
        .setReviewed(reviews.count(deployment))
        .addAllLabels(reviews.labels(deployment).stream().limit(MAX_LABELS).toList())
        .build();
  }

  EscalatedFrame submit(SubmitReviewRequest request) throws Exception {
    @Nullable List<io.vedette.detector.Detection> objects =
        switch (request.getWordCase()) {
          case ACCEPT_VERDICT -> {
            if (!request.getAcceptVerdict()) {
              throw new IllegalArgumentException(
                  "a review that does not accept the verdict says which objects are on the frame");
            }
            yield null;
          }
          case OBJECTS -> DetectionMapper.read(request.getObjects().getObjectsList());
          case WORD_NOT_SET ->
              throw new IllegalArgumentException(
                  "a review says that the verdict is right, or which objects are on the frame");
        };
    Review review =
        reviews
            .submit(request.getEscalationId(), objects, reviewer(request))
            .get(WRITE_SECONDS, TimeUnit.SECONDS);
    return frames.frame(review.escalationId());
  }

  /** Who signed in; where nobody does, whoever the request says. */
  private static String reviewer(SubmitReviewRequest request) {
    Caller caller = CallerContext.current();
    return caller.kind() == Caller.Kind.OPEN || !caller.isKnown()
        ? request.getReviewer()
        : caller.name();
  }

  ReviewedAccuracy accuracy(GetReviewedAccuracyRequest request) {
    var models =
        reviews.accuracy(deployment(request.getDeployment())).stream()
            .map(model -> ReviewMapper.write(model, versions.of(model.modelSha256())))
            .toList();
    return ReviewedAccuracy.newBuilder()
        .addAllModels(models.subList(0, Paging.fitting(models)))
        .build();
  }

  private static String deployment(String asked) {
    return asked.isEmpty() ? DeploymentSpec.DEFAULT : asked;
  }
}
