package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * YOLO's label file of one picture: lines {@code class cx cy w h}, or {@code class x y x y x y …}
 * for a polygon, in shares of the picture's size.
 */
final class YoloLabels {
  private YoloLabels() {}

  /** The truths of a picture; none where there is no label file, as YOLO means it. */
  static List<Truth> read(Path picture, PictureFiles.Size size, int classes)
      throws DetectorException {
    Path file = beside(picture);
    List<Truth> truths = new ArrayList<>();
    if (!Files.isRegularFile(file)) {
      return truths;
    }
    int line = 0;
    for (String text : Bounded.lines(file, Bounded.MAX_PICTURE_BYTES)) {
      line++;
      if (!text.isBlank()) {
        truths.add(truth(text.trim().split("\\s+"), size, classes, file, line));
      }
    }
    return truths;
  }

  private static Truth truth(
      String[] words, PictureFiles.Size size, int classes, Path file, int line)
      throws DetectorException {
    boolean polygon = words.length >= 7 && words.length % 2 == 1;
    if (words.length != 5 && !polygon) {
      throw Bounded.bad(file, line, "expected 'class cx cy w h'");
    }
    float[] values = new float[words.length];
    for (int i = 0; i < words.length; i++) {
      values[i] = Bounded.number(words[i], file, line);
    }
    int classId = (int) values[0];
    if (classId != values[0] || classId < 0 || classId >= classes) {
      throw Bounded.bad(file, line, "class " + words[0] + " is outside 0 to " + (classes - 1));
    }
    float x1 = values[1] - values[3] / 2;
    float y1 = values[2] - values[4] / 2;
    float x2 = values[1] + values[3] / 2;
    float y2 = values[2] + values[4] / 2;
    if (polygon) {
      x1 = y1 = Float.POSITIVE_INFINITY;
      x2 = y2 = Float.NEGATIVE_INFINITY;
      for (int i = 1; i < values.length; i += 2) {
        x1 = Math.min(x1, values[i]);
        x2 = Math.max(x2, values[i]);
        y1 = Math.min(y1, values[i + 1]);
        y2 = Math.max(y2, values[i + 1]);
      }
    }
    return Truth.of(
        Bounded.box(
                x1 * size.width(),
                y1 * size.height(),
                x2 * size.width(),
                y2 * size.height(),
                file,
                line)
            .clip(size.width(), size.height()),
        classId);
  }

  /** {@code …/images/a/b.jpg} has its labels in {@code …/labels/a/b.txt}. */
  private static Path beside(Path picture) {
    String path = picture.toAbsolutePath().toString().replace('\\', '/');
    int at = path.lastIndexOf("/images/");
    String labels = at < 0 ? path : path.substring(0, at) + "/labels/" + path.substring(at + 8);
    return Path.of(labels.replaceAll("\\.\\w+$", ".txt"));
  }
}
