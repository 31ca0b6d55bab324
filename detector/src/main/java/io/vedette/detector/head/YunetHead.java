package io.vedette.detector.head;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * YuNet, OpenCV's faces: for each of strides 8, 16 and 32 two outputs {@code [batch, cells, 1]} of
 * class and objectness and one {@code [batch, cells, 4]} of boxes; score = sqrt(class x
 * objectness), centre = (xy + cell) x stride, size = exp(wh) x stride. Landmarks are not read.
 * Takes BGR, 0 to 255, top left, black around.
 *
 * @see <a href="https://doi.org/10.1007/s11633-023-1423-y">YuNet: A Tiny Millisecond-level Face
 *     Detector</a>
 */
final class YunetHead implements Head {

  static final String FACE = "face";

  private static final int[] STRIDES = {8, 16, 32};

  @Override
  public String family() {
    return "yunet";
  }

  @Override
  public Optional<Recognition> recognise(Graph graph, ImageInput image) {
    List<String> classes = new ArrayList<>();
    List<String> objectness = new ArrayList<>();
    List<String> boxes = new ArrayList<>();
    for (int stride : STRIDES) {
      long cells = Grid.cells(image.width(), image.height(), new int[] {stride});
      // which of the two is which makes no difference to their product
      List<String> factors = RowOutputs.named(graph, cells, 1);
      List<String> box = RowOutputs.named(graph, cells, 4);
      if (factors.size() != 2 || box.size() != 1) {
        return Optional.empty();
      }
      classes.add(factors.get(0));
      objectness.add(factors.get(1));
      boxes.add(box.get(0));
    }
    HeadSpec head =
        new HeadSpec(
            family(),
            Map.of(
                "classes", String.join(",", classes),
                "objectness", String.join(",", objectness),
                "boxes", String.join(",", boxes)));
    return Optional.of(Recognition.only(FACE, head, input(image), 0.3f));
  }

  private static InputSpec input(ImageInput image) {
    return new InputSpec(
        image.name(),
        image.width(),
        image.height(),
        InputSpec.ColorOrder.BGR,
        1,
        List.of(0f, 0f, 0f),
        List.of(1f, 1f, 1f),
        InputSpec.Fit.LETTERBOX_TOP_LEFT,
        0);
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    List<HeadOutput> classes = RowOutputs.levels(outputs, spec, "classes", STRIDES.length);
    List<HeadOutput> objectness = RowOutputs.levels(outputs, spec, "objectness", STRIDES.length);
    List<HeadOutput> boxes = RowOutputs.levels(outputs, spec, "boxes", STRIDES.length);
    List<Candidate> candidates = new ArrayList<>();
    for (int level = 0; level < STRIDES.length; level++) {
      int stride = STRIDES[level];
      int columns = Grid.columns(spec.input(), stride);
      int cells = columns * Grid.rows(spec.input(), stride);
      RowOutputs.check(family(), classes.get(level), cells, 1);
      RowOutputs.check(family(), objectness.get(level), cells, 1);
      RowOutputs.check(family(), boxes.get(level), cells, 4);
      for (int cell = 0; cell < cells; cell++) {
        float score =
            (float)
                Math.sqrt(
                    share(classes.get(level).get(cell)) * share(objectness.get(level).get(cell)));
        if (!(score < threshold)) {
          candidates.add(new Candidate(box(boxes.get(level), cell, columns, stride), 0, score));
        }
      }
    }
    return candidates;
  }

  /** The published decoder takes what is below 0 for 0 and what is above 1 for 1. */
  private static float share(float value) {
    return Math.min(Math.max(value, 0), 1);
  }

  private static Box box(HeadOutput boxes, int cell, int columns, int stride) {
    return OutputLookup.centred(
        (boxes.get(4 * cell) + cell % columns) * stride,
        (boxes.get(4 * cell + 1) + cell / columns) * stride,
        (float) Math.exp(boxes.get(4 * cell + 2)) * stride,
        (float) Math.exp(boxes.get(4 * cell + 3)) * stride);
  }
}
