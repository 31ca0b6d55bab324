package io.vedette.detector.head;

import ai.onnx.proto.OnnxMl.ValueInfoProto;
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

/**
 * What {@link Yolo11Head} reads, transposed: one output {@code [batch, anchors, 4 + classes]}, as
 * tools for other runtimes turn it. YOLOX's form has one column more; the number of labels shows
 * the two apart.
 *
 * @see <a href="https://github.com/ultralytics/ultralytics">Ultralytics</a>
 */
final class Yolo11RowsHead implements Head {

  private static final int BOX = 4;

  @Override
  public String family() {
    return "yolo11-rows";
  }

  @Override
  public Optional<Recognition> recognise(Graph graph, ImageInput image) {
    Shape shape = Shape.of(graph.outputs().get(0));
    if (graph.outputs().size() != 1 || shape.rank() != 3 || shape.get(2) <= BOX) {
      return Optional.empty();
    }
    boolean fits = Grid.stridesFor(image, shape.get(1)).filter(s -> s.length == 3).isPresent();
    boolean open = shape.isDynamic(1) && !EndToEndHead.selects(graph);
    return fits || open ? accept(graph, image) : Optional.empty();
  }

  @Override
  public Optional<Recognition> accept(Graph graph, ImageInput image) {
    ValueInfoProto output = graph.outputs().get(0);
    return OutputLookup.columns(output, BOX)
        .map(
            classes ->
                new Recognition(
                    new HeadSpec(family(), Map.of("output", output.getName())),
                    InputSpec.standard(image.name(), image.width(), image.height()),
                    classes,
                    0.7f));
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    HeadOutput output = OutputLookup.main(outputs, spec);
    if (output.rank() != 2 || output.size(1) <= BOX) {
      throw OutputLookup.wrongForm(family(), output, "[anchors, 4 + classes]");
    }
    int classes = output.size(1) - BOX;
    OutputLookup.checkClasses(output, classes, spec);
    List<Candidate> candidates = new ArrayList<>();
    for (int row = 0; row < output.size(0); row++) {
      int best = OutputLookup.surest(output, row, BOX, classes, threshold);
      if (best >= 0) {
        float score = output.get(row, BOX + best);
        candidates.add(new Candidate(OutputLookup.centredAt(output, row), best, score));
      }
    }
    return candidates;
  }
}
