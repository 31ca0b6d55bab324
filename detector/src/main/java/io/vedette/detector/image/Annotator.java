package io.vedette.detector.image;

import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_SIMPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Picture;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Draws boxes with label and score; one colour per class, sizes follow the picture's. */
public final class Annotator {

  /** Blue, green, red: far apart from each other and from grey, dark text reads on all of them. */
  private static final int[][] COLORS = {
    {86, 180, 255}, {120, 220, 90}, {255, 190, 80}, {190, 140, 255}, {60, 220, 240},
    {230, 220, 80}, {150, 170, 255}, {110, 200, 180}, {240, 160, 200}, {90, 150, 230}
  };

  private Annotator() {}

  /** A copy of the picture with the detections drawn in; the surest lie on top. */
  public static Picture draw(Picture picture, List<Detection> detections) {
    try (Mat canvas = Mats.of(picture)) {
      detections.stream()
          .sorted(Comparator.comparingDouble(Detection::score))
          .forEach(detection -> draw(canvas, detection));
      return Mats.toPicture(canvas);
    }
  }

  private static void draw(Mat canvas, Detection detection) {
    double unit = Math.max(canvas.cols(), canvas.rows()) / 640.0;
    int thickness = Math.max(1, (int) Math.round(2 * unit));
    double fontScale = Math.max(0.4, 0.5 * unit);
    Box box = detection.box().clip(canvas.cols() - 1, canvas.rows() - 1);
    int[] color = COLORS[Math.floorMod(detection.classId(), COLORS.length)];
    String text = String.format(Locale.ROOT, "%s %.2f", detection.label(), detection.score());
    int[] baseline = new int[1];
    try (Scalar fill = new Scalar(color[0], color[1], color[2], 0);
        Scalar ink = new Scalar(20, 20, 20, 0);
        Point topLeft = new Point(Math.round(box.x1()), Math.round(box.y1()));
        Point bottomRight = new Point(Math.round(box.x2()), Math.round(box.y2()));
        Size size =
            opencv_imgproc.getTextSize(text, FONT_HERSHEY_SIMPLEX, fontScale, 1, baseline)) {
      opencv_imgproc.rectangle(canvas, topLeft, bottomRight, fill, thickness, LINE_AA, 0);
      int padding = Math.max(2, thickness);
      int plateWidth = size.width() + 2 * padding;
      int plateHeight = size.height() + baseline[0] + padding;
      // above the box; inside it where there is no room above; never off the right edge
      int x = Math.max(0, Math.min(topLeft.x() - thickness / 2, canvas.cols() - plateWidth));
      int y = topLeft.y() - plateHeight >= 0 ? topLeft.y() - plateHeight : topLeft.y();
      try (Point plate = new Point(x, y);
          Point plateEnd = new Point(x + plateWidth, y + plateHeight);
          Point pen = new Point(x + padding, y + size.height() + padding)) {
        opencv_imgproc.rectangle(canvas, plate, plateEnd, fill, opencv_imgproc.FILLED, LINE_AA, 0);
        opencv_imgproc.putText(
            canvas,
            text,
            pen,
            FONT_HERSHEY_SIMPLEX,
            fontScale,
            ink,
            Math.max(1, (int) Math.round(unit)),
            LINE_AA,
            false);
      }
    }
  }
}
