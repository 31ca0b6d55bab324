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
 * YOLOv5 and YOLOv7 with decoding inside the graph: first output {@code [batch, 3 * cells, 5 +
 * classes]}, three anchors a cell, boxes as centre and size in input pixels, score = objectness x
 * class. Takes RGB / 255, letterbox in the middle.
 *
 * @see <a href="https://github.com/ultralytics/yolov5">YOLOv5</a>
 */
final class Yolov5Head implements Head {

  private static final int ANCHORS_PER_CELL = 3;
  private static final int BOX_AND_OBJECTNESS = 5;

  @Override
  public String family() {
    return "yolov5";
  }

  @Override
  public Optional<Recognition> recognise(Graph graph, ImageInput image) {
    ValueInfoProto output = graph.outputs().get(0);
    Shape shape = Shape.of(output);
    if (shape.rank() != 3
        || shape.get(2) <= BOX_AND_OBJECTNESS
        || shape.get(1) % ANCHORS_PER_CELL != 0) {
      return Optional.empty();
    }
    return Grid.stridesFor(image, shape.get(1) / ANCHORS_PER_CELL).isPresent()
        ? accept(graph, image)
        : Optional.empty();
  }

  @Override
  public Optional<Recognition> accept(Graph graph, ImageInput image) {
    ValueInfoProto output = graph.outputs().get(0);
    Shape shape = Shape.of(output);
    int[] strides =
        shape.rank() == 3
            ? Grid.stridesFor(image, shape.get(1) / ANCHORS_PER_CELL).orElse(Grid.USUAL)
            : Grid.USUAL;
    return OutputLookup.columns(output, BOX_AND_OBJECTNESS)
        .map(
            classes ->
                new Recognition(
                    new HeadSpec(
                        family(),
                        Map.of("output", output.getName(), "strides", Grid.text(strides))),
                    InputSpec.standard(image.name(), image.width(), image.height()),
                    classes,
                    0.6f));
  }

  @Override
  public List<Candidate> decode(Map<String, HeadOutput> outputs, DetectorSpec spec, float threshold)
      throws DetectorException {
    HeadOutput output = OutputLookup.main(outputs, spec);
    if (output.rank() != 2 || output.size(1) <= BOX_AND_OBJECTNESS) {
      throw OutputLookup.wrongForm(family(), output, "[3 * cells, 5 + classes]");
    }
    int classes = output.size(1) - BOX_AND_OBJECTNESS;
    OutputLookup.checkClasses(output, classes, spec);
    List<Candidate> candidates = new ArrayList<>();
    for (int row = 0; row < output.size(0); row++) {
      float objectness = output.get(row, 4);
      if (objectness < threshold) {
        continue; // no class can lift it
      }
      int best = OutputLookup.largest(output, row, BOX_AND_OBJECTNESS, classes);
      float score = objectness * output.get(row, BOX_AND_OBJECTNESS + best);
      if (!(score < threshold)) {
        candidates.add(new Candidate(OutputLookup.centredAt(output, row), best, score));
      }
    }
    return candidates;
  }
}
