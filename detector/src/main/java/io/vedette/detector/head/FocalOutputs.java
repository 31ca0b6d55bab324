package io.vedette.detector.head;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Outputs in the form of Generalized Focal Loss: per stride class scores {@code [cells, classes]}
 * after the sigmoid and {@code [cells, 4 * bins]}, the distributions of a box's distances to the
 * left, top, right and bottom of its cell's centre in strides.
 *
 * @see <a href="https://arxiv.org/abs/2006.04388">Generalized Focal Loss</a>
 */
final class FocalOutputs {

  private FocalOutputs() {}

  /** Class and box output of each stride, with the number of classes. */
  record Found(List<String> classOutputs, List<String> boxOutputs, int classes) {

    HeadSpec head(String family, int[] strides) {
      return new HeadSpec(
          family,
          Map.of(
              "strides", Grid.text(strides),
              "class_outputs", String.join(",", classOutputs),
              "box_outputs", String.join(",", boxOutputs)));
    }
  }

  /** Tells the outputs apart; empty where the graph has another form. */
  static Optional<Found> find(Graph graph, ImageInput image, int[] strides, int bins) {
    if (graph.outputs().size() != 2 * strides.length) {
      return Optional.empty();
    }
    Map<Long, String> classOutputs = new HashMap<>();
    Map<Long, String> boxOutputs = new HashMap<>();
    long classes = 0;
    for (var output : graph.outputs()) {
      Shape shape = Shape.of(output);
      if (shape.rank() != 3) {
        return Optional.empty();
      }
      // exports put class scores first, which tells the two apart where their widths are equal
      if (shape.get(2) == 4L * bins && classOutputs.size() == strides.length) {
        boxOutputs.put(shape.get(1), output.getName());
      } else {
        classOutputs.put(shape.get(1), output.getName());
        classes = shape.get(2);
      }
    }
    List<Long> cells =
        Arrays.stream(strides)
            .mapToObj(s -> Grid.cells(image.width(), image.height(), new int[] {s}))
            .toList();
    if (classes < 1
        || !classOutputs.keySet().equals(Set.copyOf(cells))
        || !boxOutputs.keySet().equals(Set.copyOf(cells))) {
      return Optional.empty();
    }
    return Optional.of(
        new Found(
            cells.stream().map(c -> text(classOutputs, c)).toList(),
            cells.stream().map(c -> text(boxOutputs, c)).toList(),
            (int) classes));
  }

  /** Reads the boxes of all strides. */
  static List<Candidate> decode(
      String family, Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    int[] strides = Grid.strides(spec.head());
    List<HeadOutput> classOutputs =
        RowOutputs.levels(outputs, spec, "class_outputs", strides.length);
    List<HeadOutput> boxOutputs = RowOutputs.levels(outputs, spec, "box_outputs", strides.length);
    List<Candidate> candidates = new ArrayList<>();
    for (int level = 0; level < strides.length; level++) {
      HeadOutput scores = classOutputs.get(level);
      HeadOutput boxes = boxOutputs.get(level);
      int columns = Grid.columns(spec.input(), strides[level]);
      int cells = columns * Grid.rows(spec.input(), strides[level]);
      if (scores.rank() != 2 || scores.size(0) != cells) {
        throw OutputLookup.wrongForm(family, scores, "[" + cells + ", classes]");
      }
      if (boxes.rank() != 2 || boxes.size(0) != cells || boxes.size(1) % 4 != 0) {
        throw OutputLookup.wrongForm(family, boxes, "[" + cells + ", 4 * bins]");
      }
      OutputLookup.checkClasses(scores, scores.size(1), spec);
      for (int cell = 0; cell < cells; cell++) {
        int best = OutputLookup.surest(scores, cell, 0, scores.size(1), threshold);
        if (best >= 0) {
          Box box = box(boxes, cell, columns, strides[level]);
          candidates.add(new Candidate(box, best, scores.get(cell, best)));
        }
      }
    }
    return candidates;
  }

  private static Box box(HeadOutput boxes, int cell, int columns, int stride) {
    float x = (cell % columns + 0.5f) * stride;
    float y = (cell / columns + 0.5f) * stride;
    return box(boxes, cell, 0, x, y, stride);
  }

  /**
   * The box around a point, input pixels.
   *
   * @param from column of the row in which the {@code 4 * bins} values of the distributions begin;
   *     they reach to its end
   */
  static Box box(HeadOutput output, int row, int from, float x, float y, int stride) {
    int bins = (output.size(1) - from) / 4;
    return new Box(
        x - distance(output, row, from, bins) * stride,
        y - distance(output, row, from + bins, bins) * stride,
        x + distance(output, row, from + 2 * bins, bins) * stride,
        y + distance(output, row, from + 3 * bins, bins) * stride);
  }

  /** The mean of one side's distribution, strides: softmax over its bins, then expectation. */
  private static float distance(HeadOutput output, int row, int from, int bins) {
    float largest = output.get(row, OutputLookup.largest(output, row, from, bins) + from);
    double sum = 0;
    double mean = 0;
    for (int bin = 0; bin < bins; bin++) {
      double weight = Math.exp(output.get(row, from + bin) - largest);
      sum += weight;
      mean += weight * bin;
    }
    return (float) (mean / sum);
  }

  private static String text(Map<Long, String> names, long cells) {
    return Objects.requireNonNull(names.get(cells));
  }
}
