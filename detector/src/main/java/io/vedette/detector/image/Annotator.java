package io.vedette.detector.image;

import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_SIMPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Picture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Draws boxes with label and score: one colour per class, line and letter sizes that follow the
 * picture's, and labels that keep clear of each other where there is room.
 */
public final class Annotator {

  /** Successive multiples of the golden ratio, without their whole part, lie far apart. */
  private static final float GOLDEN = 0.618034f;

  private static final double SATURATION = 0.6;

  private final Mat canvas;
  private final int thickness;
  private final double fontScale;
  private final int fontThickness;

  /** Where labels have been written, picture pixels. */
  private final List<Box> plates = new ArrayList<>();

  private Annotator(Mat canvas) {
    this.canvas = canvas;
    double unit = Math.max(canvas.cols(), canvas.rows()) / 640.0;
    thickness = Math.max(1, (int) Math.round(2 * unit));
    fontScale = Math.max(0.4, 0.5 * unit);
    fontThickness = Math.max(1, (int) Math.round(unit));
  }

  /** What is written beside a box. */
  @FunctionalInterface
  public interface Text {
    String of(Detection detection);
  }

  /** A copy of the picture with the detections drawn in; the surest choose their place first. */
  public static Picture draw(Picture picture, List<Detection> detections) {
    return draw(
        picture, detections, d -> String.format(Locale.ROOT, "%s %.2f", d.label(), d.score()));
  }

  /** The same with a text of one's own. */
  public static Picture draw(Picture picture, List<Detection> detections, Text text) {
    try (Mat canvas = OpenCvMats.of(picture)) {
      Annotator annotator = new Annotator(canvas);
      List<Detection> surestFirst =
          detections.stream()
              .sorted(Comparator.comparingDouble(Detection::score).reversed())
              .toList();
      surestFirst.forEach(annotator::outline);
      surestFirst.forEach(detection -> annotator.label(detection, text.of(detection)));
      return OpenCvMats.toPicture(canvas);
    }
  }

  /** A copy of the picture with a line around all of it, and words in its upper left corner. */
  public static Picture mark(Picture picture, String words) {
    Box all = new Box(0, 0, picture.width(), picture.height());
    return draw(picture, List.of(new Detection(all, 0, words, 1)), Detection::label);
  }

  private void outline(Detection detection) {
    fill(visible(detection), detection.classId(), thickness);
  }

  private void label(Detection detection, String text) {
    int[] baseline = new int[1];
    int padding = Math.max(2, thickness);
    Box plate;
    int textHeight;
    try (Size size =
        opencv_imgproc.getTextSize(
            text, FONT_HERSHEY_SIMPLEX, fontScale, fontThickness, baseline)) {
      textHeight = size.height();
      plate =
          place(visible(detection), size.width() + 2 * padding, textHeight + baseline[0] + padding);
    }
    plates.add(plate);
    fill(plate, detection.classId(), FILLED);
    try (Scalar ink = new Scalar(20, 20, 20, 0);
        Point pen =
            new Point((int) plate.x1() + padding, (int) plate.y1() + textHeight + padding)) {
      opencv_imgproc.putText(
          canvas, text, pen, FONT_HERSHEY_SIMPLEX, fontScale, ink, fontThickness, LINE_AA, false);
    }
  }

  /** Above the box, inside it at the top or bottom, or below: the first that is free. */
  private Box place(Box box, int width, int height) {
    float x = Math.max(0, Math.min(box.x1() - thickness / 2, canvas.cols() - width));
    List<Float> tops = List.of(box.y1() - height, box.y1(), box.y2() - height, box.y2());
    List<Box> places =
        tops.stream()
            .filter(top -> top >= 0 && top + height <= canvas.rows())
            .map(top -> new Box(x, top, x + width, top + height))
            .toList();
    Box fallback = places.isEmpty() ? new Box(x, 0, x + width, height) : places.get(0);
    return places.stream()
        .filter(place -> plates.stream().allMatch(taken -> taken.iou(place) == 0))
        .findFirst()
        .orElse(fallback);
  }

  private void fill(Box box, int classId, int lineThickness) {
    float hue = (0.55f + classId * GOLDEN) % 1;
    try (Scalar color = new Scalar(channel(hue, 1), channel(hue, 3), channel(hue, 5), 0);
        Point from = new Point(Math.round(box.x1()), Math.round(box.y1()));
        Point to = new Point(Math.round(box.x2()), Math.round(box.y2()))) {
      opencv_imgproc.rectangle(canvas, from, to, color, lineThickness, LINE_AA, 0);
    }
  }

  private Box visible(Detection detection) {
    return detection.box().clip(canvas.cols() - 1, canvas.rows() - 1);
  }

  /**
   * One channel of a colour of the given hue, light enough for dark letters; the sextants of the
   * colour circle begin at 1 for blue, 3 for green and 5 for red.
   */
  private static double channel(float hue, int sextant) {
    double k = (sextant + hue * 6) % 6;
    return 255 * (1 - SATURATION * Math.max(0, Math.min(Math.min(k, 4 - k), 1)));
  }
}
