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
import java.util.Set;

/**
 * YOLOv10, YOLO26, and Ultralytics' exports that suppress inside the graph: one output {@code
 * [batch, objects, 6]} of corners in input pixels, score and class. Takes RGB / 255, letterbox in
 * the middle.
 *
 * @see <a href="https://arxiv.org/abs/2405.14458">YOLOv10: Real-Time End-to-End Object
 *     Detection</a>
 */
final class EndToEndHead implements Head {

  private static final int COLUMNS = 6;

  /** Exports give 100 or 300; more rows are candidates, not objects. */
  private static final int MAX_OBJECTS = 1000;

  private static final Set<String> SELECTING =
      Set.of("NonMaxSuppression", "TopK", "EfficientNMS_TRT", "BatchedNMS_TRT");

  @Override
  public String family() {
    return "end2end";
  }

  @Override
  public Optional<Recognition> recognise(Graph graph, ImageInput image) {
    Shape shape = Shape.of(graph.outputs().get(0));
    if (graph.outputs().size() != 1 || shape.rank() != 3 || shape.get(2) != COLUMNS) {
      return Optional.empty();
    }
    boolean few = shape.get(1) <= MAX_OBJECTS && Grid.stridesFor(image, shape.get(1)).isEmpty();
    return (shape.isDynamic(1) ? selects(graph) : few) ? accept(graph, image) : Optional.empty();
  }

  @Override
  public Optional<Recognition> accept(Graph graph, ImageInput image) {
    ValueInfoProto output = graph.outputs().get(0);
    Shape shape = Shape.of(output);
    boolean fits =
        shape.rank() == 0 || shape.rank() == 3 && (shape.isDynamic(2) || shape.get(2) == COLUMNS);
    return fits
        ? Optional.of(
            new Recognition(
                new HeadSpec(family(), Map.of("output", output.getName())),
                InputSpec.standard(image.name(), image.width(), image.height()),
                OptionalInt.empty(),
                1))
        : Optional.empty();
  }

  /** Whether the graph itself chooses among its candidates. */
  static boolean selects(Graph graph) {
    return graph.nodes().stream().anyMatch(node -> SELECTING.contains(node.getOpType()));
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    HeadOutput output = OutputLookup.main(outputs, spec);
    if (output.rank() != 2 || output.size(1) != COLUMNS) {
      throw OutputLookup.wrongForm(family(), output, "[objects, 6]");
    }
    List<Candidate> candidates = new ArrayList<>();
    for (int row = 0; row < output.size(0); row++) {
      float score = output.get(row, 4);
      // unused rows are all zero
      if (!(score < threshold) && score != 0) {
        int label = OutputLookup.checkedClass(output.get(row, 5), spec);
        Box box =
            new Box(output.get(row, 0), output.get(row, 1), output.get(row, 2), output.get(row, 3));
        candidates.add(new Candidate(box, label, score));
      }
    }
    return candidates;
  }

  @Override
  public boolean repeatsObjects() {
    return false;
  }
}
