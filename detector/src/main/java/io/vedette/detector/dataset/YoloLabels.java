package io.vedette.detector.dataset;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.image.header.PictureSize;
import io.vedette.detector.text.TextFile;
import java.nio.file.Path;
import java.util.List;

/**
 * YOLO's label files, one of each picture: lines of a class id and numbers, in shares of the
 * picture's size, as {@link YoloColumns} describes them.
 */
final class YoloLabels {

  private final List<Integer> meanings;
  private final String origin;
  private final YoloColumns columns;
  private final UntoldKeypoints untold = new UntoldKeypoints();

  /**
   * @param meanings the label of each class id, -1 where that is not clear
   * @param origin the file that names the classes
   */
  YoloLabels(List<Integer> meanings, String origin, YoloColumns columns) {
    this.meanings = meanings;
    this.origin = origin;
    this.columns = columns;
  }

  /** Reads the truths of a picture. Boxes may reach outside it. */
  void read(Path file, SampleDraft draft) throws DetectorException {
    // labels of a picture that cannot be read are looked through all the same
    PictureSize known = draft.size();
    PictureSize size = known == null ? new PictureSize(1, 1) : known;
    for (TextFile.Line line : TextFile.read(file, BoundedReader.MAX_PICTURE_BYTES).lines()) {
      draft.attempt(() -> draft.truth(truth(line, size, file), file + ":" + line.number()));
    }
  }

  private Truth truth(TextFile.Line line, PictureSize size, Path file) throws DetectorException {
    String[] words = line.words();
    float[] values = new float[Math.max(0, words.length - 1)];
    if (values.length < 4) {
      throw unknown(file, line);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = BoundedReader.number(words[i + 1], file, line.number());
    }
    int label = label(words[0], file, line.number());
    float[] corners =
        switch (columns.shape(values)) {
          case BOX ->
              new float[] {
                values[0] - values[2] / 2,
                values[1] - values[3] / 2,
                values[0] + values[2] / 2,
                values[1] + values[3] / 2
              };
          case POLYGON -> polygon(values, file + ":" + line.number());
          case NEITHER -> throw unknown(file, line);
        };
    Box box =
        BoundedReader.box(
            corners[0] * size.width(),
            corners[1] * size.height(),
            corners[2] * size.width(),
            corners[3] * size.height(),
            file,
            line.number());
    return Truth.of(box, label);
  }

  /**
   * After the last file.
   *
   * @throws DetectorException when what was read as polygons may be keypoints
   */
  void check() throws DetectorException {
    untold.check(origin);
  }

  private float[] polygon(float[] values, String where) {
    if (!columns.told()) {
      untold.add(values, where);
    }
    return around(values);
  }

  private DetectorException unknown(Path file, TextFile.Line line) {
    String behind =
        columns.keypoints() > 0
            ? " and " + columns.keypoints() + " numbers of keypoints"
            : ", with a score behind it or not, or the corners of a polygon"
                + (columns.told() ? "" : " (keypoints need kpt_shape in a data.yaml)");
    return BoundedReader.bad(
        file,
        line.number(),
        "expected 'class cx cy w h'" + behind + ", but found " + line.words().length + " columns");
  }

  /** x1, y1, x2, y2 around points x, y. */
  private static float[] around(float[] points) {
    float[] corners = {points[0], points[1], points[0], points[1]};
    for (int i = 0; i < points.length; i += 2) {
      corners[0] = Math.min(corners[0], points[i]);
      corners[1] = Math.min(corners[1], points[i + 1]);
      corners[2] = Math.max(corners[2], points[i]);
      corners[3] = Math.max(corners[3], points[i + 1]);
    }
    return corners;
  }

  private int label(String word, Path file, int line) throws DetectorException {
    float value = BoundedReader.number(word, file, line);
    int classId = (int) value;
    if (classId != value || classId < 0 || classId >= meanings.size()) {
      throw BoundedReader.bad(
          Problem.Kind.UNKNOWN_CLASS,
          file,
          line,
          "class "
              + word
              + " is outside 0 to "
              + (meanings.size() - 1)
              + ": "
              + origin
              + " names "
              + meanings.size()
              + (meanings.size() == 1 ? " class" : " classes"));
    }
    int label = meanings.get(classId);
    if (label < 0) {
      throw BoundedReader.bad(
          Problem.Kind.UNKNOWN_CLASS, file, line, "class " + word + " has another's name");
    }
    return label;
  }
}
