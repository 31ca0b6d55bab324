package io.vedette.edge.outbox;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.record.DetectionRecord;
import java.util.List;

/** Detections as parts of a record. */
public final class DetectionRecords {

  private DetectionRecords() {}

  public static List<DetectionRecord> of(List<Detection> detections) {
    return detections.stream().map(DetectionRecords::of).toList();
  }

  private static DetectionRecord of(Detection detection) {
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

  /**
   * @throws IllegalArgumentException when a value cannot be one of a detection
   */
  public static List<Detection> read(List<DetectionRecord> records) {
    return records.stream().map(DetectionRecords::read).toList();
  }

  private static Detection read(DetectionRecord record) {
    return new Detection(
        new Box(record.getX1(), record.getY1(), record.getX2(), record.getY2()),
        record.getClassId(),
        record.getLabel(),
        record.getScore());
  }
}
