package io.vedette.edge.outbox;

import com.google.protobuf.ByteString;
import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.disk.RecordEnvelope;
import io.vedette.edge.outbox.Escalation.Cause;
import io.vedette.edge.outbox.Escalation.SentPicture;
import io.vedette.edge.outbox.Escalation.Source;
import io.vedette.edge.outbox.Escalation.StudentAnswer;
import io.vedette.edge.record.DetectionRecord;
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
    escalation.student().detections().forEach(d -> record.addDetections(encode(d)));
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
              record.getDetectionsList().stream().map(EscalationFile::decode).toList(),
              record.getModelSha256()),
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

  private static DetectionRecord encode(Detection detection) {
    Box box = detection.box();
    return DetectionRecord.newBuilder()
        .setX1(box.x1())
        .setY1(box.y1())
        .setX2(box.x2())
        .setY2(box.y2())
        .setClassId(detection.classId())
        .setLabel(detection.label())
        .setScore(detection.score())
        .build();
  }

  private static Detection decode(DetectionRecord record) {
    return new Detection(
        new Box(record.getX1(), record.getY1(), record.getX2(), record.getY2()),
        record.getClassId(),
        record.getLabel(),
        record.getScore());
  }
}
