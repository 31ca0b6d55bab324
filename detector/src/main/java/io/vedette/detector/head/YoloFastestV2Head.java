package io.vedette.detector.head;

import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Yolo-FastestV2: for strides 16 and 32 an output {@code [batch, rows, columns, 15 + classes]}
 * after the activations: three boxes, three objectnesses, and class scores that the three share.
 * Centre = (2 x xy - 0.5 + cell) x stride, size = (2 x wh)^2 x anchor. The anchors are those
 * published for COCO; a model with others says so in a spec of its own. Takes BGR / 255, stretched.
 *
 * @see <a href="https://github.com/dog-qiuqiu/Yolo-FastestV2">Yolo-FastestV2</a>
 */
final class YoloFastestV2Head implements Head {

  private static final int[] STRIDES = {16, 32};
  private static final int ANCHORS = 3;
  private static final int OBJECTNESS = 4 * ANCHORS;
  private static final int CLASSES = OBJECTNESS + ANCHORS;

  /** Widths and heights of the anchors of stride 16, then 32, input pixels. */
  private static final String COCO_ANCHORS =
      "12.64,19.39,37.88,51.48,55.71,138.31,126.91,78.23,131.57,214.55,279.92,258.87";

  @Override
  public String family() {
    return "yolo-fastestv2";
  }

  @Override
  public Optional<Recognition> recognise(Graph graph, ImageInput image) {
    if (graph.outputs().size() != STRIDES.length) {
      return Optional.empty();
    }
    List<String> levels = new ArrayList<>();
    long columns = Shape.DYNAMIC;
    for (int stride : STRIDES) {
      for (ValueInfoProto output : graph.outputs()) {
        Shape shape = Shape.of(output);
        if (shape.rank() == 4
            && shape.get(1) * stride == image.height()
            && shape.get(2) * stride == image.width()
            && shape.get(3) > CLASSES
            && (levels.isEmpty() || shape.get(3) == columns)) {
          levels.add(output.getName());
          columns = shape.get(3);
        }
      }
    }
    if (levels.size() != STRIDES.length) {
      return Optional.empty();
    }
    HeadSpec head =
        new HeadSpec(family(), Map.of("levels", String.join(",", levels), "anchors", COCO_ANCHORS));
    InputSpec input = image.stretched(InputSpec.ColorOrder.BGR, 1f / 255);
    return Optional.of(new Recognition(head, input, OptionalInt.of((int) columns - CLASSES), 0.4f));
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    List<HeadOutput> levels = RowOutputs.levels(outputs, spec, "levels", STRIDES.length);
    double[] anchors = anchors(spec.head());
    List<Candidate> candidates = new ArrayList<>();
    for (int level = 0; level < STRIDES.length; level++) {
      HeadOutput output = levels.get(level);
      int columns = Grid.columns(spec.input(), STRIDES[level]);
      int rows = Grid.rows(spec.input(), STRIDES[level]);
      if (output.rank() != 3
          || output.size(0) != rows
          || output.size(1) != columns
          || output.size(2) <= CLASSES) {
        throw OutputLookup.wrongForm(
            family(), output, "[" + rows + ", " + columns + ", 15 + classes]");
      }
      OutputLookup.checkClasses(output, output.size(2) - CLASSES, spec);
      HeadOutput cells =
          new HeadOutput(
              output.name(),
              new int[] {rows * columns, output.size(2)},
              output.data(),
              output.offset());
      for (int cell = 0; cell < rows * columns; cell++) {
        int best = OutputLookup.largest(cells, cell, CLASSES, cells.size(1) - CLASSES);
        for (int a = 0; a < ANCHORS; a++) {
          float score = cells.get(cell, CLASSES + best) * cells.get(cell, OBJECTNESS + a);
          if (!(score < threshold)) {
            int anchor = 2 * (ANCHORS * level + a);
            Box box =
                OutputLookup.centred(
                    (2 * cells.get(cell, 4 * a) - 0.5f + cell % columns) * STRIDES[level],
                    (2 * cells.get(cell, 4 * a + 1) - 0.5f + cell / columns) * STRIDES[level],
                    size(cells.get(cell, 4 * a + 2), anchors[anchor]),
                    size(cells.get(cell, 4 * a + 3), anchors[anchor + 1]));
            candidates.add(new Candidate(box, best, score));
          }
        }
      }
    }
    return candidates;
  }

  private static float size(float share, double anchor) {
    return (float) (4 * share * share * anchor);
  }

  private static double[] anchors(HeadSpec head) throws DetectorException {
    String text = head.parameters().getOrDefault("anchors", COCO_ANCHORS);
    try {
      double[] anchors =
          Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
      if (anchors.length == 2 * ANCHORS * STRIDES.length) {
        return anchors;
      }
    } catch (NumberFormatException e) {
      throw new DetectorException("the spec's head has the anchors '" + text + "'", e);
    }
    throw new DetectorException(
        "the spec's head needs 12 numbers in 'anchors', width and height of six, not " + text);
  }
}
