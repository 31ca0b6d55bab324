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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * YOLOX: one output {@code [batch, cells, 5 + classes]}, objectness and class scores after the
 * sigmoid, score = objectness x class. Raw exports give boxes per cell: centre = (xy + cell) x
 * stride, size = exp(wh) x stride; exports with decoding inside the graph give input pixels. Takes
 * BGR, 0 to 255, top-left letterbox with grey 114.
 *
 * @see <a href="https://arxiv.org/abs/2107.08430">YOLOX: Exceeding YOLO Series in 2021</a>
 */
final class YoloxHead implements Head {

  private static final int BOX_AND_OBJECTNESS = 5;

  @Override
  public String family() {
    return "yolox";
  }

  @Override
  public Optional<Recognition> recognise(Graph graph, ImageInput image) {
    ValueInfoProto output = graph.outputs().get(0);
    Shape shape = Shape.of(output);
    if (shape.rank() != 3) {
      return Optional.empty();
    }
    long columns = shape.get(2);
    boolean open =
        shape.isDynamic(1) && columns > BOX_AND_OBJECTNESS && !EndToEndHead.selects(graph);
    return open || hasItsCells(shape, image) ? accept(graph, image) : Optional.empty();
  }

  /** A fourth stride is NanoDet-Plus's. */
  private static boolean hasItsCells(Shape shape, ImageInput image) {
    return Grid.stridesFor(image, shape.get(1)).filter(s -> s.length == 3).isPresent();
  }

  @Override
  public Optional<Recognition> accept(Graph graph, ImageInput image) {
    ValueInfoProto output = graph.outputs().get(0);
    Shape shape = Shape.of(output);
    Optional<OptionalInt> classes = OutputLookup.columns(output, BOX_AND_OBJECTNESS);
    boolean contradicts = shape.rank() == 3 && !shape.isDynamic(1) && !hasItsCells(shape, image);
    if (classes.isEmpty() || contradicts) {
      return Optional.empty();
    }
    // only a graph that decodes its boxes itself needs an exponential
    boolean decoded = graph.nodes().stream().anyMatch(n -> n.getOpType().equals("Exp"));
    HeadSpec head =
        new HeadSpec(
            family(),
            Map.of(
                "output", output.getName(),
                "strides", Grid.text(Grid.USUAL),
                "decoded", Boolean.toString(decoded)));
    return Optional.of(new Recognition(head, input(image), classes.get(), 0.65f));
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
        114);
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    HeadOutput output = OutputLookup.main(outputs, spec);
    int[] strides = Grid.strides(spec.head());
    if (output.rank() != 2
        || output.size(1) <= BOX_AND_OBJECTNESS
        || output.size(0) != Grid.cells(spec.input(), strides)) {
      throw OutputLookup.wrongForm(
          family(), output, "[" + Grid.cells(spec.input(), strides) + ", 5 + classes]");
    }
    int classes = output.size(1) - BOX_AND_OBJECTNESS;
    OutputLookup.checkClasses(output, classes, spec);
    boolean decoded = Boolean.parseBoolean(spec.head().parameters().get("decoded"));
    List<Candidate> candidates = new ArrayList<>();
    for (GridLevel level : GridLevel.of(spec.input(), strides)) {
      for (int i = 0; i < level.cells(); i++) {
        int cell = level.first() + i;
        if (output.get(cell, 4) < threshold) {
          continue; // no class can lift it
        }
        int best = OutputLookup.largest(output, cell, BOX_AND_OBJECTNESS, classes);
        float score = output.get(cell, 4) * output.get(cell, BOX_AND_OBJECTNESS + best);
        if (!(score < threshold)) {
          Box box = decoded ? OutputLookup.centredAt(output, cell) : raw(output, cell, i, level);
          candidates.add(new Candidate(box, best, score));
        }
      }
    }
    return candidates;
  }

  private static Box raw(HeadOutput output, int cell, int i, GridLevel level) {
    int stride = level.stride();
    float x = (output.get(cell, 0) + level.x(i)) * stride;
    float y = (output.get(cell, 1) + level.y(i)) * stride;
    float width = (float) Math.exp(output.get(cell, 2)) * stride;
    float height = (float) Math.exp(output.get(cell, 3)) * stride;
    return OutputLookup.centred(x, y, width, height);
  }
}
