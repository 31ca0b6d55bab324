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
    List<GridLevel> levels = GridLevel.of(spec.input(), STRIDES);
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      GridLevel level = levels.get(i);
      HeadOutput shares = classes.get(i);
      HeadOutput objects = objectness.get(i);
      HeadOutput offsets = boxes.get(i);
      RowOutputs.check(family(), shares, level.cells(), 1);
      RowOutputs.check(family(), objects, level.cells(), 1);
      RowOutputs.check(family(), offsets, level.cells(), 4);
      SingleClass.add(
          level.cells(),
          threshold,
          cell -> (float) Math.sqrt(share(shares.get(cell)) * share(objects.get(cell))),
          cell -> box(offsets, cell, level),
          candidates);
    }
    return candidates;
  }

  /** The published decoder clamps scores to 0 to 1. */
  private static float share(float value) {
    return Math.min(Math.max(value, 0), 1);
  }

  private static Box box(HeadOutput boxes, int cell, GridLevel level) {
    int stride = level.stride();
    return OutputLookup.centred(
        (boxes.get(4 * cell) + level.x(cell)) * stride,
        (boxes.get(4 * cell + 1) + level.y(cell)) * stride,
        (float) Math.exp(boxes.get(4 * cell + 2)) * stride,
        (float) Math.exp(boxes.get(4 * cell + 3)) * stride);
  }
}
