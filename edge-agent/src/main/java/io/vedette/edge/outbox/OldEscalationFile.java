package io.vedette.edge.outbox;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.outbox.Escalation.Cause;
import io.vedette.edge.outbox.Escalation.SentPicture;
import io.vedette.edge.outbox.Escalation.Source;
import io.vedette.edge.outbox.Escalation.StudentAnswer;
import io.vedette.edge.view.Region;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Escalations as agents wrote them before there were record files: magic, fields, picture, CRC-32C
 * of all before it. One of a whole frame has the magic "VED1", one of a region "VED2" and the
 * region at its end. They are read, and not written any more.
 */
final class OldEscalationFile {

  private static final int MAGIC = 0x56454431;
  private static final int MAGIC_OF_REGIONS = 0x56454432;
  private static final int MAX_DETECTIONS = 10_000;

  private OldEscalationFile() {}

  /**
   * @throws IOException when the record was cut short or changed
   */
  static Escalation decode(byte[] bytes) throws IOException {
    int body = bytes.length - Integer.BYTES;
    int magic = body < Integer.BYTES ? 0 : ByteBuffer.wrap(bytes).getInt(0);
    if (magic != MAGIC && magic != MAGIC_OF_REGIONS
        || ByteBuffer.wrap(bytes).getInt(body) != checksum(bytes, body)) {
      throw new IOException("the record's checksum is wrong");
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 4, body - 4))) {
      String id = in.readUTF();
      Source source = new Source(in.readUTF(), in.readLong(), in.readLong());
      int width = in.readInt();
      int height = in.readInt();
      String model = in.readUTF();
      Cause cause = new Cause(in.readFloat(), in.readUTF(), in.readBoolean());
      StudentAnswer student = new StudentAnswer(readDetections(in), model);
      byte[] jpeg = in.readNBytes(Math.min(in.readInt(), Escalation.MAX_JPEG_BYTES));
      Region region = magic == MAGIC ? null : readRegion(in);
      return new Escalation(
          id, source, new SentPicture(jpeg, width, height, region), student, cause);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Region readRegion(DataInputStream in) throws IOException {
    return new Region(
        in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt());
  }

  private static List<Detection> readDetections(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MAX_DETECTIONS) {
      throw new IOException("the record claims " + count + " detections");
    }
    List<Detection> detections = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Box box = new Box(in.readFloat(), in.readFloat(), in.readFloat(), in.readFloat());
      detections.add(new Detection(box, in.readInt(), in.readUTF(), in.readFloat()));
    }
    return detections;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
