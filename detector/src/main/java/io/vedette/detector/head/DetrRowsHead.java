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

/**
 * RT-DETR as Ultralytics exports it: one output {@code [batch, queries, 4 + classes]}, centre and
 * size as shares of the input, class scores after the sigmoid; no suppression needed. Takes RGB /
 * 255, stretched. With two classes its form is that of {@code end2end}: then {@code --head} must
 * tell.
 *
 * @see <a href="https://arxiv.org/abs/2304.08069">DETRs Beat YOLOs on Real-time Object
 *     Detection</a>
 */
final class DetrRowsHead implements Head {

  private static final int BOX = 4;

  /** Fewer rows than this are channels of another family. */
  private static final int MIN_QUERIES = 100;

  @Override
  public String family() {
    return "detr-rows";
  }

  @Override
  public Optional<Recognition> recognise(Graph graph, ImageInput image) {
    Shape shape = Shape.of(graph.outputs().get(0));
    if (graph.outputs().size() != 1
        || shape.rank() != 3
        || shape.get(1) < MIN_QUERIES
        || shape.get(1) > DetrRawHead.MAX_QUERIES
        || shape.get(2) <= BOX + 2
        || Grid.stridesFor(image, shape.get(1)).isPresent()
        || isAnchored(image, shape.get(1))
        || Grid.stridesFor(image, shape.get(2)).isPresent()) {
      return Optional.empty();
    }
    return accept(graph, image);
  }

  @Override
  public Optional<Recognition> accept(Graph graph, ImageInput image) {
    ValueInfoProto output = graph.outputs().get(0);
    return OutputLookup.columns(output, BOX)
        .map(
            classes ->
                new Recognition(
                    new HeadSpec(family(), Map.of("output", output.getName())),
                    image.stretched(InputSpec.ColorOrder.RGB, 1f / 255),
                    classes,
                    1));
  }

  /** As many rows as YOLOv5 has: three for each cell. */
  private static boolean isAnchored(ImageInput image, long rows) {
    return rows % 3 == 0 && Grid.stridesFor(image, rows / 3).isPresent();
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    HeadOutput output = OutputLookup.main(outputs, spec);
    if (output.rank() != 2 || output.size(1) <= BOX) {
      throw OutputLookup.wrongForm(family(), output, "[queries, 4 + classes]");
    }
    int classes = output.size(1) - BOX;
    OutputLookup.checkClasses(output, classes, spec);
    List<Candidate> candidates = new ArrayList<>();
    for (int query = 0; query < output.size(0); query++) {
      for (int c = 0; c < classes; c++) {
        float score = output.get(query, BOX + c);
        if (!(score < threshold)) {
          Box box = OutputLookup.shares(OutputLookup.centredAt(output, query), spec.input());
          candidates.add(new Candidate(box, c, score));
        }
      }
    }
    return candidates;
  }

  @Override
  public boolean repeatsObjects() {
    return false;
  }
}
