package io.vedette.cloud.rpc;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import java.util.List;

/** Detections on the wire and here. */
final class DetectionMapper {

  private DetectionMapper() {}

  static List<Detection> read(List<io.vedette.proto.v1.Detection> messages) {
    return messages.stream().map(DetectionMapper::read).toList();
  }

  private static Detection read(io.vedette.proto.v1.Detection message) {
    var box = message.getBox();
    return new Detection(
        new Box(box.getX1(), box.getY1(), box.getX2(), box.getY2()),
        message.getClassId(),
        message.getLabel(),
        message.getScore());
  }

  static List<io.vedette.proto.v1.Detection> write(List<Detection> detections) {
    return detections.stream().map(DetectionMapper::write).toList();
  }

  static io.vedette.proto.v1.Detection write(Detection detection) {
    Box box = detection.box();
    return io.vedette.proto.v1.Detection.newBuilder()
        .setBox(
            io.vedette.proto.v1.Box.newBuilder()
                .setX1(box.x1())
                .setY1(box.y1())
                .setX2(box.x2())
                .setY2(box.y2()))
        .setClassId(detection.classId())
        .setLabel(detection.label())
        .setScore(detection.score())
        .build();
  }
}
