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
 * SCRFD, InsightFace's faces: for each stride {@code [anchors * cells, 1]} scores after the sigmoid
 * and {@code [anchors * cells, 4]} distances to the left, top, right and bottom in strides, counted
 * from a cell's top left corner; the batch left out in some exports. Two anchors a cell on strides
 * 8 to 32, or one on 8 to 128. Landmarks are not read. Takes RGB, (pixel - 127.5) / 128, top left,
 * black around.
 *
 * @see <a href="https://arxiv.org/abs/2105.04714">Sample and Computation Redistribution for
 *     Efficient Face Detection</a>
 */
final class ScrfdHead implements Head {

  /** Which strides a detector answers on, and how often on each cell. */
  private record Form(int[] strides, int anchors) {}

  private static final List<Form> FORMS =
      List.of(new Form(new int[] {8, 16, 32}, 2), new Form(new int[] {8, 16, 32, 64, 128}, 1));

  @Override
  public String family() {
    return "scrfd";
  }

  @Override
  public Optional<Recognition> recognise(Graph graph, ImageInput image) {
    return FORMS.stream()
        .map(form -> recognise(form, graph, image))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Recognition> recognise(Form form, Graph graph, ImageInput image) {
    List<String> scores = new ArrayList<>();
    List<String> boxes = new ArrayList<>();
    for (int stride : form.strides()) {
      long cells = Grid.cells(image.width(), image.height(), new int[] {stride});
      List<String> score = RowOutputs.named(graph, form.anchors() * cells, 1);
      List<String> box = RowOutputs.named(graph, form.anchors() * cells, 4);
      if (score.size() != 1 || box.size() != 1) {
        return Optional.empty();
      }
      scores.add(score.get(0));
      boxes.add(box.get(0));
    }
    HeadSpec head =
        new HeadSpec(
            family(),
            Map.of(
                "strides", Grid.text(form.strides()),
                "anchors", Integer.toString(form.anchors()),
                "scores", String.join(",", scores),
                "boxes", String.join(",", boxes)));
    return Optional.of(Recognition.only(YunetHead.FACE, head, input(image), 0.4f));
  }

  private static InputSpec input(ImageInput image) {
    return new InputSpec(
        image.name(),
        image.width(),
        image.height(),
        InputSpec.ColorOrder.RGB,
        1,
        List.of(127.5f, 127.5f, 127.5f),
        List.of(128f, 128f, 128f),
        InputSpec.Fit.LETTERBOX_TOP_LEFT,
        0);
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    int[] strides = Grid.strides(spec.head());
    int anchors = Integer.parseInt(spec.head().parameters().getOrDefault("anchors", "2"));
    List<HeadOutput> scores = RowOutputs.levels(outputs, spec, "scores", strides.length);
    List<HeadOutput> boxes = RowOutputs.levels(outputs, spec, "boxes", strides.length);
    List<GridLevel> levels = GridLevel.of(spec.input(), strides);
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      GridLevel level = levels.get(i);
      HeadOutput distances = boxes.get(i);
      int rows = level.cells() * anchors;
      RowOutputs.check(family(), scores.get(i), rows, 1);
      RowOutputs.check(family(), distances, rows, 4);
      SingleClass.add(
          rows,
          threshold,
          scores.get(i)::get,
          row -> box(distances, row, row / anchors, level),
          candidates);
    }
    return candidates;
  }

  private static Box box(HeadOutput distances, int row, int cell, GridLevel level) {
    int stride = level.stride();
    return new Box(
        (level.x(cell) - distances.get(4 * row)) * stride,
        (level.y(cell) - distances.get(4 * row + 1)) * stride,
        (level.x(cell) + distances.get(4 * row + 2)) * stride,
        (level.y(cell) + distances.get(4 * row + 3)) * stride);
  }
}
