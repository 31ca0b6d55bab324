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
 * BlazeFace, MediaPipe's faces: {@code [batch, anchors, 16]} of box and landmarks, which are not
 * read, and {@code [batch, anchors, 1]} scores before the sigmoid. Anchors are points in the middle
 * of cells, several on each; centre = anchor + xy, size = wh, in input pixels. The short-range
 * (128), back-camera (256) and full-range (192) models are known. Takes RGB, pixel / 127.5 - 1,
 * letterbox in the middle, black around.
 *
 * @see <a href="https://arxiv.org/abs/1907.05047">BlazeFace: Sub-millisecond Neural Face Detection
 *     on Mobile GPUs</a>
 */
final class BlazeFaceHead implements Head {

  private static final int COLUMNS = 16;

  /** Anchors that lie on the cells of each stride. */
  private record Form(int[] strides, int[] anchors) {

    long rows(int width, int height) {
      long rows = 0;
      for (int i = 0; i < strides.length; i++) {
        rows += anchors[i] * Grid.cells(width, height, new int[] {strides[i]});
      }
      return rows;
    }
  }

  private static final List<Form> FORMS =
      List.of(
          new Form(new int[] {8, 16}, new int[] {2, 6}),
          new Form(new int[] {16, 32}, new int[] {2, 6}),
          new Form(new int[] {4}, new int[] {1}));

  @Override
  public String family() {
    return "blazeface";
  }

  @Override
  public Optional<Recognition> recognise(Graph graph, ImageInput image) {
    return FORMS.stream()
        .map(form -> recognise(form, graph, image))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Recognition> recognise(Form form, Graph graph, ImageInput image) {
    long rows = form.rows(image.width(), image.height());
    List<String> boxes = RowOutputs.named(graph, rows, COLUMNS);
    List<String> scores = RowOutputs.named(graph, rows, 1);
    if (boxes.size() != 1 || scores.size() != 1) {
      return Optional.empty();
    }
    HeadSpec head =
        new HeadSpec(
            family(),
            Map.of(
                "boxes", boxes.get(0),
                "scores", scores.get(0),
                "strides", Grid.text(form.strides()),
                "anchors", Grid.text(form.anchors())));
    return Optional.of(Recognition.only(YunetHead.FACE, head, input(image), 0.3f));
  }

  private static InputSpec input(ImageInput image) {
    List<Float> middle = List.of(127.5f, 127.5f, 127.5f);
    return new InputSpec(
        image.name(),
        image.width(),
        image.height(),
        InputSpec.ColorOrder.RGB,
        1,
        middle,
        middle,
        InputSpec.Fit.LETTERBOX_CENTER,
        0);
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    HeadOutput boxes = OutputLookup.parameter(outputs, spec, "boxes");
    HeadOutput scores = OutputLookup.parameter(outputs, spec, "scores");
    Form form = new Form(Grid.strides(spec.head()), Grid.numbers(spec.head(), "anchors", "2,6"));
    int rows = (int) form.rows(spec.input().width(), spec.input().height());
    RowOutputs.check(family(), boxes, rows, COLUMNS);
    RowOutputs.check(family(), scores, rows, 1);
    List<Candidate> candidates = new ArrayList<>();
    int row = 0;
    for (int level = 0; level < form.strides().length; level++) {
      int stride = form.strides()[level];
      int columns = Grid.columns(spec.input(), stride);
      int anchors = form.anchors()[level];
      int count = columns * Grid.rows(spec.input(), stride) * anchors;
      for (int i = 0; i < count; i++, row++) {
        float score = (float) (1 / (1 + Math.exp(-scores.get(row))));
        if (!(score < threshold)) {
          int cell = i / anchors;
          Box box = box(boxes, row, cell % columns, cell / columns, stride);
          candidates.add(new Candidate(box, 0, score));
        }
      }
    }
    return candidates;
  }

  private static Box box(HeadOutput boxes, int row, int x, int y, int stride) {
    int at = COLUMNS * row;
    return OutputLookup.centred(
        boxes.get(at) + (x + 0.5f) * stride,
        boxes.get(at + 1) + (y + 0.5f) * stride,
        boxes.get(at + 2),
        boxes.get(at + 3));
  }
}
