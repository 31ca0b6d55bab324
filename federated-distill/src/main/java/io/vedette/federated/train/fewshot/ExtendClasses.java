package io.vedette.federated.train.fewshot;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Attributes;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.graph.Wiring;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.train.head.HeadLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a YOLO11-shaped graph more classes than it has: the last convolution of every level's class
 * branch gets more output channels, and all that decodes them follows, the output's shape and the
 * spec's labels too. What the graph said before it says to the bit, in the same places.
 *
 * <p>A new channel begins as the mean of the old ones, which have learned what an object is, with
 * the bias of a class that is rare.
 *
 * @param labels of the new classes, behind the old ones
 */
public record ExtendClasses(List<String> labels) {

  /** Objects in a picture, as a new network expects them before it has seen any. */
  private static final double EXPECTED_OBJECTS = 5;

  public ExtendClasses {
    labels = List.copyOf(labels);
  }

  /**
   * The graph with room for the new labels.
   *
   * @throws DetectorException when it is of another shape, or has one of the labels already
   */
  public Graph apply(Graph graph) throws DetectorException {
    DetectorSpec spec = SpecInference.infer(graph, Hints.NONE, "the graph to extend");
    if (!spec.head().family().equals("yolo11")) {
      throw new DetectorException(
          "classes can be added to YOLO11-shaped graphs in training form, not to one with the head "
              + spec.head().family());
    }
    for (String label : labels) {
      if (spec.labels().contains(label)) {
        throw new DetectorException("the graph has the label '" + label + "' already");
      }
    }
    HeadLayout layout = HeadLayout.of(spec);
    Wiring wiring = Wiring.of(graph);
    Map<String, TensorProto> changed = new LinkedHashMap<>();
    for (int level = 0; level < layout.classLogits().size(); level++) {
      int stride = layout.strides()[level];
      double cells = (double) (spec.input().width() / stride) * (spec.input().height() / stride);
      int classes = layout.classes() + labels.size();
      float bias = (float) Math.log(EXPECTED_OBJECTS / classes / cells);
      NodeProto conv = convolution(layout.classLogits().get(level), wiring);
      widen(conv, bias, graph, wiring, changed);
    }
    Graph wider =
        new DecodingExtension(layout.classes(), labels.size())
            .apply(graph.withInitializers(changed), layout.classLogits());
    return SpecInference.embed(wider, with(spec));
  }

  private DetectorSpec with(DetectorSpec spec) {
    List<String> all = new ArrayList<>(spec.labels());
    all.addAll(labels);
    return spec.withLabels(all);
  }

  private static NodeProto convolution(String logits, Wiring wiring) throws DetectorException {
    NodeProto node = wiring.producer(logits).orElse(null);
    if (node == null
        || !node.getOpType().equals("Conv")
        || node.getInputCount() != 3
        || Attributes.of(node).integer("group", 1) != 1) {
      throw new DetectorException(
          "no classes can be added: " + logits + " is not made by a convolution with a bias");
    }
    return node;
  }

  private void widen(
      NodeProto conv, float bias, Graph graph, Wiring wiring, Map<String, TensorProto> changed)
      throws DetectorException {
    TensorProto weights = own(conv.getInput(1), graph, wiring);
    TensorProto biases = own(conv.getInput(2), graph, wiring);
    float[] old = Tensors.floats(weights);
    long[] shape = Tensors.shape(weights);
    int classes = (int) shape[0];
    int row = old.length / classes;
    shape[0] += labels.size();
    float[] wider = Arrays.copyOf(old, row * (int) shape[0]);
    float[] widerBiases = Arrays.copyOf(Tensors.floats(biases), (int) shape[0]);
    for (int c = classes; c < shape[0]; c++) {
      for (int i = 0; i < row; i++) {
        wider[c * row + i] = mean(old, i, row);
      }
      widerBiases[c] = bias;
    }
    changed.put(weights.getName(), Tensors.of(weights.getName(), wider, shape));
    changed.put(biases.getName(), Tensors.of(biases.getName(), widerBiases, shape[0]));
  }

  private static float mean(float[] rows, int first, int row) {
    double sum = 0;
    for (int i = first; i < rows.length; i += row) {
      sum += rows[i];
    }
    return (float) (sum * row / rows.length);
  }

  private static TensorProto own(String name, Graph graph, Wiring wiring) throws DetectorException {
    TensorProto tensor = graph.initializers().get(name);
    if (tensor == null || wiring.consumers(name).size() != 1) {
      throw new DetectorException(
          "no classes can be added: " + name + " is no weight of one convolution alone");
    }
    return tensor;
  }
}
