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
 * RetinaFace as its PyTorch form is exported: {@code [batch, priors, 4]} offsets, {@code [batch,
 * priors, 2]} scores of background and face, {@code [batch, priors, 10]} landmarks, which are not
 * read. Priors are squares in the middle of the cells of strides 8, 16 and 32, two sizes for each;
 * centre = prior + 0.1 x xy x size, size = size x exp(0.2 x wh). Takes BGR minus ImageNet's mean,
 * top left.
 *
 * @see <a href="https://arxiv.org/abs/1905.00641">RetinaFace: Single-stage Dense Face Localisation
 *     in the Wild</a>
 */
final class RetinaFaceHead implements Head {

  private static final int[] STRIDES = {8, 16, 32};

  /** Sides of the priors of each stride, input pixels. */
  private static final int[][] SIDES = {{16, 32}, {64, 128}, {256, 512}};

  private static final int PER_CELL = 2;
  private static final float CENTRE_VARIANCE = 0.1f;
  private static final float SIZE_VARIANCE = 0.2f;

  @Override
  public String family() {
    return "retinaface";
  }

  @Override
  public Optional<Recognition> recognise(Graph graph, ImageInput image) {
    boolean landmarks = RowOutputs.named(graph, priors(image), 10).size() == 1;
    return landmarks ? accept(graph, image) : Optional.empty();
  }

  /** Without landmarks the form is an SSD's. */
  @Override
  public Optional<Recognition> accept(Graph graph, ImageInput image) {
    List<String> boxes = RowOutputs.named(graph, priors(image), 4);
    List<String> scores = RowOutputs.named(graph, priors(image), 2);
    if (boxes.size() != 1 || scores.size() != 1) {
      return Optional.empty();
    }
    boolean logits = graph.nodes().stream().noneMatch(n -> n.getOpType().equals("Softmax"));
    HeadSpec head =
        new HeadSpec(
            family(),
            Map.of(
                "boxes", boxes.get(0),
                "scores", scores.get(0),
                "logits", Boolean.toString(logits)));
    return Optional.of(Recognition.only(YunetHead.FACE, head, input(image), 0.4f));
  }

  private static long priors(ImageInput image) {
    return PER_CELL * Grid.cells(image.width(), image.height(), STRIDES);
  }

  private static InputSpec input(ImageInput image) {
    return new InputSpec(
        image.name(),
        image.width(),
        image.height(),
        InputSpec.ColorOrder.BGR,
        1,
        List.of(104f, 117f, 123f),
        List.of(1f, 1f, 1f),
        InputSpec.Fit.LETTERBOX_TOP_LEFT,
        114);
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    HeadOutput boxes = OutputLookup.parameter(outputs, spec, "boxes");
    HeadOutput scores = OutputLookup.parameter(outputs, spec, "scores");
    int priors = PER_CELL * (int) Grid.cells(spec.input(), STRIDES);
    RowOutputs.check(family(), boxes, priors, 4);
    RowOutputs.check(family(), scores, priors, 2);
    boolean logits = Boolean.parseBoolean(spec.head().parameters().get("logits"));
    List<GridLevel> levels = GridLevel.of(spec.input(), STRIDES);
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      GridLevel level = levels.get(i);
      int[] sides = SIDES[i];
      int first = PER_CELL * level.first();
      SingleClass.add(
          PER_CELL * level.cells(),
          threshold,
          prior -> score(scores, first + prior, logits),
          prior -> box(boxes, first + prior, prior / PER_CELL, sides[prior % PER_CELL], level),
          candidates);
    }
    return candidates;
  }

  private static float score(HeadOutput scores, int row, boolean logits) {
    float background = scores.get(2 * row);
    float face = scores.get(2 * row + 1);
    return logits ? (float) (1 / (1 + Math.exp(background - face))) : face;
  }

  private static Box box(HeadOutput boxes, int row, int cell, int side, GridLevel level) {
    float x = (level.x(cell) + 0.5f) * level.stride();
    float y = (level.y(cell) + 0.5f) * level.stride();
    return OutputLookup.centred(
        x + CENTRE_VARIANCE * boxes.get(4 * row) * side,
        y + CENTRE_VARIANCE * boxes.get(4 * row + 1) * side,
        side * (float) Math.exp(SIZE_VARIANCE * boxes.get(4 * row + 2)),
        side * (float) Math.exp(SIZE_VARIANCE * boxes.get(4 * row + 3)));
  }
}
