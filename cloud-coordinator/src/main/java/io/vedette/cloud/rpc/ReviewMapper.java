package io.vedette.cloud.rpc;

import io.vedette.cloud.review.Accuracy;
import io.vedette.cloud.review.Review;
import io.vedette.cloud.review.ReviewedModel;
import io.vedette.detector.evaluate.Interval;
import io.vedette.proto.v1.AccuracyEstimate;
import io.vedette.proto.v1.EstimatedShare;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.VersionId;
import java.util.Optional;

/** Reviews as messages. */
final class ReviewMapper {

  private ReviewMapper() {}

  static io.vedette.proto.v1.Review write(Review review) {
    return io.vedette.proto.v1.Review.newBuilder()
        .setReviewer(review.reviewer())
        .setReviewedAtMs(review.reviewedAtMs())
        .setSampled(review.sampled())
        .build();
  }

  static io.vedette.proto.v1.ReviewedModel write(ReviewedModel model, Optional<VersionId> version) {
    var message =
        io.vedette.proto.v1.ReviewedModel.newBuilder()
            .setModelSha256(model.modelSha256())
            .setAudits(model.audits())
            .setReviewed(model.reviewed())
            .setStudent(write(model.student()))
            .setStudentByReviews(write(model.studentByReviews()))
            .setTeacher(write(model.teacher()));
    version.ifPresent(id -> message.setVersion(ManifestCodec.toProto(id)));
    return message.build();
  }

  private static AccuracyEstimate write(Accuracy accuracy) {
    return AccuracyEstimate.newBuilder()
        .setPrecision(write(accuracy.precision()))
        .setRecall(write(accuracy.recall()))
        .setF1(write(accuracy.f1()))
        .build();
  }

  private static EstimatedShare write(Interval share) {
    return EstimatedShare.newBuilder()
        .setValue(share.value())
        .setLow(share.low())
        .setHigh(share.high())
        .build();
  }
}
