package io.vedette.federated.distill;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A detector's answer to one picture as bytes: a mark, how many objects there are, of each its box,
 * its class and its score; a checksum of it all at the end.
 */
final class RememberedBoxes {

  private static final int MARK = 0x56444231; // "VDB1"
  private static final int HEAD = 8;
  private static final int EACH = 24;
  private static final int SUM = 4;

  private RememberedBoxes() {}

  static byte[] write(List<Detection> detections) {
    ByteBuffer bytes = ByteBuffer.allocate(HEAD + EACH * detections.size() + SUM);
    bytes.putInt(MARK).putInt(detections.size());
    for (Detection detection : detections) {
      Box box = detection.box();
      bytes.putFloat(box.x1()).putFloat(box.y1()).putFloat(box.x2()).putFloat(box.y2());
      bytes.putInt(detection.classId()).putFloat(detection.score());
    }
    return bytes.putInt(checksum(bytes.array())).array();
  }

  /**
   * Empty where the bytes are not what was written.
   *
   * @param labels of the detector
   */
  static Optional<List<Detection>> read(byte[] all, List<String> labels) {
    int count = (all.length - HEAD - SUM) / EACH;
    if (all.length < HEAD + SUM || all.length != HEAD + EACH * count + SUM) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(all);
    if (bytes.getInt(all.length - SUM) != checksum(all)
        || bytes.getInt() != MARK
        || bytes.getInt() != count) {
      return Optional.empty();
    }
    List<Detection> detections = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Box box = new Box(bytes.getFloat(), bytes.getFloat(), bytes.getFloat(), bytes.getFloat());
      int classId = bytes.getInt();
      if (classId < 0 || classId >= labels.size()) {
        return Optional.empty();
      }
      detections.add(new Detection(box, classId, labels.get(classId), bytes.getFloat()));
    }
    return Optional.of(detections);
  }

  private static int checksum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, bytes.length - SUM);
    return (int) sum.getValue();
  }
}
