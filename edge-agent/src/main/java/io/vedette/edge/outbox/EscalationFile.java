package io.vedette.edge.outbox;

import com.google.protobuf.ByteString;
import io.vedette.edge.disk.RecordEnvelope;
import io.vedette.edge.outbox.Escalation.Cause;
import io.vedette.edge.outbox.Escalation.SentPicture;
import io.vedette.edge.outbox.Escalation.Source;
import io.vedette.edge.outbox.Escalation.StudentAnswer;
import io.vedette.edge.record.EscalationRecord;
import io.vedette.edge.record.RegionRecord;
import io.vedette.edge.view.Region;
import java.io.IOException;

/** The content of an escalation's file. */
final class EscalationFile {

  private EscalationFile() {}

  static byte[] encode(Escalation escalation) {
    Source source = escalation.source();
    SentPicture picture = escalation.picture();
    Cause cause = escalation.cause();
    EscalationRecord.Builder record =
        EscalationRecord.newBuilder()
            .setId(escalation.id())
            .setCameraId(source.cameraId())
            .setSequence(source.sequence())
            .setCapturedAtMs(source.capturedAtMillis())
            .setJpeg(ByteString.copyFrom(picture.jpeg()))
            .setWidth(picture.width())
            .setHeight(picture.height())
            .setModelSha256(escalation.student().modelDigest())
            .setHardness(cause.hardness())
            .setReason(cause.reason())
            .setAudit(cause.audit());
    Region part = picture.part();
    if (part != null) {
      record.setPart(encode(part));
    }
    record.addAllDetections(DetectionRecords.of(escalation.student().detections()));
    return RecordEnvelope.write(record.build());
  }

  /**
   * @param bytes of this release or an earlier one
   * @throws IOException in a few words, when the file was cut short or changed
   */
  static Escalation decode(byte[] bytes) throws IOException {
    if (!RecordEnvelope.isOne(bytes)) {
      return OldEscalationFile.decode(bytes);
    }
    EscalationRecord record = RecordEnvelope.read(bytes, EscalationRecord.parser());
    Region part = record.hasPart() ? decode(record.getPart()) : null;
    try {
      return new Escalation(
          record.getId(),
          new Source(record.getCameraId(), record.getSequence(), record.getCapturedAtMs()),
          new SentPicture(
              record.getJpeg().toByteArray(), record.getWidth(), record.getHeight(), part),
          new StudentAnswer(
              DetectionRecords.read(record.getDetectionsList()), record.getModelSha256()),
          new Cause(record.getHardness(), record.getReason(), record.getAudit()));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static RegionRecord encode(Region region) {
    return RegionRecord.newBuilder()
        .setX(region.x())
        .setY(region.y())
        .setWidth(region.width())
        .setHeight(region.height())
        .setFrameWidth(region.frameWidth())
        .setFrameHeight(region.frameHeight())
        .build();
  }

  private static Region decode(RegionRecord record) {
    return new Region(
        record.getX(),
        record.getY(),
        record.getWidth(),
        record.getHeight(),
        record.getFrameWidth(),
        record.getFrameHeight());
  }
}
