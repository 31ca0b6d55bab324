package io.vedette.cli.review;

import io.vedette.cli.check.Range;
import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.proto.v1.EscalatedFrame;
import io.vedette.proto.v1.ListReviewQueueRequest;
import io.vedette.proto.v1.ListReviewQueueResponse;
import io.vedette.proto.v1.ReviewPurpose;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;

/** Which frames are meant that people should look at next. */
final class QueueOptions {

  enum For {
    LEARNING(ReviewPurpose.REVIEW_PURPOSE_LEARNING),
    ESTIMATE(ReviewPurpose.REVIEW_PURPOSE_ESTIMATE);

    private final ReviewPurpose purpose;

    For(ReviewPurpose purpose) {
      this.purpose = purpose;
    }
  }

  @Option(
      names = "--deployment",
      paramLabel = "NAME",
      defaultValue = "default",
      description = "The deployment (default: ${DEFAULT-VALUE}).")
  private String deployment = "";

  @Option(
      names = "--for",
      paramLabel = "PURPOSE",
      defaultValue = "learning",
      description =
          "learning: frames on which student and teacher differ; estimate: a random sample of the"
              + " audits, for accuracy (default: ${DEFAULT-VALUE}).")
  private For purpose = For.LEARNING;

  @Range(least = 1, most = 100)
  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many frames (default: ${DEFAULT-VALUE}).")
  private int count;

  ListReviewQueueResponse ask(CoordinatorClient client) throws IOException {
    ListReviewQueueRequest request =
        ListReviewQueueRequest.newBuilder()
            .setDeployment(deployment)
            .setPurpose(purpose.purpose)
            .setPageSize(count)
            .build();
    return client.ask(service -> service.listReviewQueue(request));
  }

  /** What remains, in a line. */
  static String summary(ListReviewQueueResponse queue, List<EscalatedFrame> shown) {
    return "%d shown; %d wait for learning, %d for the estimate; %d reviewed"
        .formatted(
            shown.size(),
            queue.getWaitingForLearning(),
            queue.getWaitingForEstimate(),
            queue.getReviewed());
  }
}
