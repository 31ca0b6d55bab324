package io.vedette.edge.show;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Frame;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Annotator;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.pipeline.FrameResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Results as JPEGs with their objects drawn in, each made once for all viewers. */
final class Preview {

  private static final int MAX_SIDE = 960;
  private static final int QUALITY = 80;

  private final Map<String, Drawn> newest = new HashMap<>();

  private record Drawn(FrameResult result, byte[] jpeg) {}

  synchronized byte[] jpeg(FrameResult result) {
    Drawn drawn = newest.get(result.frame().cameraId());
    if (drawn == null || drawn.result != result) {
      drawn = new Drawn(result, draw(result.frame(), result.objects()));
      newest.put(result.frame().cameraId(), drawn);
    }
    return drawn.jpeg;
  }

  static byte[] draw(Frame frame, List<Detection> objects) {
    Picture picture = frame.picture();
    float scale = (float) MAX_SIDE / Math.max(picture.width(), picture.height());
    Picture small = picture;
    List<Detection> placed = objects;
    if (scale < 1) {
      small =
          Pictures.resize(
              picture,
              Math.max(1, Math.round(picture.width() * scale)),
              Math.max(1, Math.round(picture.height() * scale)));
      placed = objects.stream().map(object -> scaled(object, scale)).toList();
    }
    Picture drawn = Annotator.draw(small, placed);
    return Pictures.encodeJpeg(frame.damaged() ? Annotator.mark(drawn, "damaged") : drawn, QUALITY);
  }

  private static Detection scaled(Detection object, float scale) {
    Box box = object.box();
    return new Detection(
        new Box(box.x1() * scale, box.y1() * scale, box.x2() * scale, box.y2() * scale),
        object.classId(),
        object.label(),
        object.score());
  }
}
