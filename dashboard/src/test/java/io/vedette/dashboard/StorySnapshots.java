package io.vedette.dashboard;

import com.google.protobuf.ByteString;
import io.vedette.proto.v1.Box;
import io.vedette.proto.v1.Detection;
import io.vedette.proto.v1.Snapshot;
import io.vedette.proto.v1.SnapshotList;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** What a camera of the {@link Story} sees. The frames of line-2 are damaged. */
final class StorySnapshots {

  private StorySnapshots() {}

  static SnapshotList snapshots(String agentId) {
    return SnapshotList.newBuilder()
        .addSnapshots(
            Snapshot.newBuilder()
                .setCameraId(agentId + "-cam")
                .setSequence(8123)
                .setCapturedAtMs(System.currentTimeMillis())
                .setWidth(640)
                .setHeight(640)
                .setDamaged(agentId.equals("line-2"))
                .setJpeg(ByteString.copyFrom(board(7)))
                .addDetections(seen(0, 0.91f, 118, 96, 164, 138))
                .addDetections(seen(2, 0.64f, 402, 250, 446, 290))
                .addDetections(seen(5, 0.48f, 300, 508, 338, 540)))
        .build();
  }

  private static Detection seen(int classId, float score, float x1, float y1, float x2, float y2) {
    return Detection.newBuilder()
        .setClassId(classId)
        .setLabel(StoryVersions.LABELS.get(classId))
        .setScore(score)
        .setBox(Box.newBuilder().setX1(x1).setY1(y1).setX2(x2).setY2(y2))
        .build();
  }

  /** Something like a circuit board, 640 by 640. */
  static byte[] board(int seed) {
    BufferedImage image = new BufferedImage(640, 640, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    Random random = new Random(seed);
    pen.setColor(new Color(18, 20, 20));
    pen.fillRect(0, 0, 640, 640);
    pen.setColor(new Color(214, 216, 210));
    pen.setStroke(new BasicStroke(9));
    for (int i = 0; i < 26; i++) {
      int x = 20 + random.nextInt(600);
      int y = 20 + random.nextInt(600);
      pen.drawPolyline(
          new int[] {x, x, x + 60, x + 110}, new int[] {y, y + 70, y + 130, y + 130}, 4);
      pen.fillOval(x - 13, y - 13, 26, 26);
    }
    pen.dispose();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", jpeg);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jpeg.toByteArray();
  }
}
