package io.vedette.detector.dataset;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.image.header.PictureSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * YOLO's label file of one picture: lines {@code class cx cy w h}, or {@code class x y x y x y …}
 * for a polygon, in shares of the picture's size.
 */
final class YoloLabels {
  private YoloLabels() {}

  /**
   * The truths of a picture; none where there is no label file, as YOLO means it. Boxes may reach
   * outside the picture.
   *
   * @param meanings the label of each class id, -1 where that is not clear
   */
  static void read(Path picture, List<Integer> meanings, Draft draft) throws DetectorException {
    Path file = beside(picture);
    if (!Files.isRegularFile(file)) {
      return;
    }
    // labels of a picture that cannot be read are looked through all the same
    PictureSize known = draft.size();
    PictureSize size = known == null ? new PictureSize(1, 1) : known;
    int line = 0;
    for (String text : Bounded.lines(file, Bounded.MAX_PICTURE_BYTES)) {
      int number = ++line;
      if (!text.isBlank()) {
        String[] words = text.trim().split("\\s+");
        draft.attempt(
            () -> draft.truth(truth(words, size, meanings, file, number), file + ":" + number));
      }
    }
  }

  private static Truth truth(
      String[] words, PictureSize size, List<Integer> meanings, Path file, int line)
      throws DetectorException {
    boolean polygon = words.length >= 7 && words.length % 2 == 1;
    if (words.length != 5 && !polygon) {
      throw Bounded.bad(file, line, "expected 'class cx cy w h'");
    }
    float[] values = new float[words.length];
    for (int i = 0; i < words.length; i++) {
      values[i] = Bounded.number(words[i], file, line);
    }
    int label = label(words[0], values[0], meanings, file, line);
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
    Box box =
        Bounded.box(
            x1 * size.width(),
            y1 * size.height(),
            x2 * size.width(),
            y2 * size.height(),
            file,
            line);
    return Truth.of(box, label);
  }

  private static int label(String word, float value, List<Integer> meanings, Path file, int line)
      throws DetectorException {
    int classId = (int) value;
    if (classId != value || classId < 0 || classId >= meanings.size()) {
      throw Bounded.bad(
          Problem.Kind.UNKNOWN_CLASS,
          file,
          line,
          "class " + word + " is outside 0 to " + (meanings.size() - 1));
    }
    int label = meanings.get(classId);
    if (label < 0) {
      throw Bounded.bad(
          Problem.Kind.UNKNOWN_CLASS, file, line, "class " + word + " has another's name");
    }
    return label;
  }

  /** {@code …/images/a/b.jpg} has its labels in {@code …/labels/a/b.txt}. */
  static Path beside(Path picture) {
    String path = picture.toAbsolutePath().toString().replace('\\', '/');
    int at = path.lastIndexOf("/images/");
    String labels = at < 0 ? path : path.substring(0, at) + "/labels/" + path.substring(at + 8);
    return Path.of(labels.replaceAll("\\.\\w+$", ".txt"));
  }
}
