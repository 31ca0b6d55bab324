package io.vedette.cloud.rpc;

import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.EscalationState;
import io.vedette.cloud.escalation.FrameObject;
import io.vedette.cloud.escalation.FrameRegion;
import io.vedette.cloud.escalation.TeacherVerdict;
import io.vedette.cloud.review.Review;
import io.vedette.proto.v1.Disagreement;
import io.vedette.proto.v1.EscalatedFrame;
import io.vedette.proto.v1.ObjectCounts;
import io.vedette.proto.v1.Region;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.VersionId;
import java.util.List;
import java.util.Optional;

/** Escalated frames as messages. */
final class EscalatedFrameMapper {

  /** Of a frame in a list. */
  private static final int MAX_BRIEF_OBJECTS = 50;

  private EscalatedFrameMapper() {}

  /** One of a list. */
  static EscalatedFrame brief(
      AcceptedEscalation e, Optional<VersionId> version, Optional<Review> review) {
    return write(e, version, review, MAX_BRIEF_OBJECTS);
  }

  /** With as many objects as fit into an answer. */
  static EscalatedFrame whole(
      AcceptedEscalation e, Optional<VersionId> version, Optional<Review> review) {
    return write(e, version, review, Integer.MAX_VALUE);
  }

  private static EscalatedFrame write(
      AcceptedEscalation e, Optional<VersionId> version, Optional<Review> review, int maxObjects) {
    EscalatedFrame.Builder frame =
        EscalatedFrame.newBuilder()
            .setId(e.id())
            .setDeployment(e.deployment())
            .setAgentId(e.agentId())
            .setCameraId(e.cameraId())
            .setSequence(e.sequence())
            .setCapturedAtMs(e.capturedAtMs())
            .setAcceptedAtMs(e.acceptedAtMs())
            .setFrameSha256(e.frameSha256())
            .setFrameBytes(e.frameBytes())
            .setWidth(e.width())
            .setHeight(e.height())
            .setHardness(e.hardness())
            .setReason(e.reason())
            .setAudit(e.audit())
            .setState(
                EnumNames.of(io.vedette.proto.v1.EscalationState.class, EscalationState.of(e)))
            .setModelSha256(e.modelSha256());
    version.ifPresent(id -> frame.setVersion(ManifestCodec.toProto(id)));
    FrameRegion region = e.region();
    if (region != null) {
      frame.setRegion(write(region));
    }
    TeacherVerdict verdict = e.verdict();
    if (verdict != null) {
      frame.setTeacherSha256(verdict.teacherSha256()).setAnsweredAtMs(verdict.answeredAtMs());
    }
    String why = e.rejected();
    if (why != null) {
      frame.setWhy(Texts.shortened(why)).setGivenUpAtMs(e.rejectedAtMs());
    }
    review.ifPresent(r -> frame.setReview(ReviewMapper.write(r)));
    List<FrameObject> objects =
        review
            .map(r -> FrameObject.of(e.student(), r.objects()))
            .orElseGet(() -> FrameObject.of(e));
    var messages = objects.stream().limit(maxObjects).map(EscalatedFrameMapper::write).toList();
    return frame
        .addAllObjects(messages.subList(0, Paging.fitting(messages)))
        .setCounts(count(objects))
        .build();
  }

  private static Region write(FrameRegion region) {
    return Region.newBuilder()
        .setX(region.x())
        .setY(region.y())
        .setWidth(region.width())
        .setHeight(region.height())
        .setFrameWidth(region.frameWidth())
        .setFrameHeight(region.frameHeight())
        .build();
  }

  private static io.vedette.proto.v1.FrameObject write(FrameObject object) {
    var message = io.vedette.proto.v1.FrameObject.newBuilder();
    if (object.disagreement() != null) {
      message.setDisagreement(EnumNames.of(Disagreement.class, object.disagreement()));
    }
    if (object.student() != null) {
      message.setStudent(DetectionMapper.write(object.student()));
    }
    if (object.teacher() != null) {
      message.setTeacher(DetectionMapper.write(object.teacher()));
    }
    return message.build();
  }

  private static ObjectCounts count(List<FrameObject> objects) {
    ObjectCounts.Builder counts = ObjectCounts.newBuilder();
    for (FrameObject object : objects) {
      var kind = object.disagreement();
      if (kind == null) {
        counts.setUnanswered(counts.getUnanswered() + 1);
        continue;
      }
      switch (kind) {
        case CONFIRMED -> counts.setConfirmed(counts.getConfirmed() + 1);
        case MISSED -> counts.setMissed(counts.getMissed() + 1);
        case FALSE -> counts.setOnlyStudent(counts.getOnlyStudent() + 1);
        case RELABELLED -> counts.setRelabelled(counts.getRelabelled() + 1);
      }
    }
    return counts.build();
  }
}
