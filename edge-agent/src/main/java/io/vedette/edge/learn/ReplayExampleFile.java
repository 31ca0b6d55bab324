package io.vedette.edge.learn;

import io.vedette.edge.disk.OldJsonFile;
import io.vedette.edge.disk.RecordEnvelope;
import io.vedette.edge.outbox.DetectionRecords;
import io.vedette.edge.record.ReplayExampleRecord;
import java.io.IOException;

/** The content of the file of a {@link ReplayExample}: a record; earlier releases wrote JSON. */
final class ReplayExampleFile {

  private ReplayExampleFile() {}

  static byte[] encode(ReplayExample example) {
    return RecordEnvelope.write(
        ReplayExampleRecord.newBuilder()
            .setNumber(example.number())
            .setEscalationId(example.escalationId())
            .setWidth(example.width())
            .setHeight(example.height())
            .addAllDetections(DetectionRecords.of(example.detections()))
            .build());
  }

  /**
   * @param bytes of this release or an earlier one
   * @throws IOException in a few words, when the file was cut short or changed
   * @throws IllegalArgumentException the same, when a value cannot be
   */
  static ReplayExample decode(byte[] bytes) throws IOException {
    if (!RecordEnvelope.isOne(bytes)) {
      return OldJsonFile.read(bytes, ReplayExample.class);
    }
    ReplayExampleRecord record = RecordEnvelope.read(bytes, ReplayExampleRecord.parser());
    return new ReplayExample(
        record.getNumber(),
        record.getEscalationId(),
        record.getWidth(),
        record.getHeight(),
        DetectionRecords.read(record.getDetectionsList()));
  }
}
