package io.vedette.federated.architecture;

import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.GraphBuilder;
import io.vedette.detector.head.SpecInference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One design on its way to a graph: backbone, attention, neck, head, and the spec of it all. */
final class Network {

  private static final String INPUT = "images";
  private static final int OPSET = 17;
  private static final int LARGEST = 2048;

  private final Design design;
  private final List<String> labels;
  private final int inputSize;
  private final GraphBuilder graph = new GraphBuilder("yolo11", OPSET);
  private final LayerCost tally = new LayerCost();
  private final Layers layers;

  Network(Design design, List<String> labels, int inputSize, FirstValues values) {
    int coarsest = design.levels().coarsest();
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("a detector needs at least one label");
    }
    if (inputSize < coarsest || inputSize % coarsest != 0 || inputSize > LARGEST) {
      throw new IllegalArgumentException(
          "input size " + inputSize + " is no multiple of " + coarsest + " up to " + LARGEST);
    }
    this.design = design;
    this.labels = List.copyOf(labels);
    this.inputSize = inputSize;
    this.layers = new Layers(graph, values, tally, design.activation());
  }

  Graph build() {
    graph.input(INPUT, "batch", 3, inputSize, inputSize);
    Feature image = new Feature(INPUT, 3, inputSize);
    List<Feature> levels = new ArrayList<>(design.backbone().build(layers, design, image));
    int last = levels.size() - 1;
    // YOLO11 counts its layers, and this is its tenth
    Feature weighed = design.attention().append(layers, "b10", levels.get(last), design.repeats(2));
    levels.set(last, weighed);
    DetectionHead head = new DetectionHead(layers, design, labels.size());
    head.build(design.neck().build(layers, design, levels));
    return SpecInference.embed(graph.build(), spec(head));
  }

  NetworkSize size() {
    return tally.size();
  }

  private DetectorSpec spec(DetectionHead head) {
    Map<String, String> parameters =
        Map.of(
            "strides",
            Arrays.stream(design.levels().strides())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",")),
            "reg_max",
            Integer.toString(design.bins()),
            "box_logits",
            String.join(",", head.boxLogits()),
            "class_logits",
            String.join(",", head.classLogits()));
    return new DetectorSpec(
        labels,
        InputSpec.standard(INPUT, inputSize, inputSize),
        new HeadSpec("yolo11", parameters),
        0.25f,
        0.6f);
  }
}
