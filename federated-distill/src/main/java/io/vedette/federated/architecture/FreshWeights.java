package io.vedette.federated.architecture;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A network of ours with all that it learnt forgotten: what pruning has cut is the structure that
 * is left, and training it from nothing shows what the structure alone is worth (Liu et al., <i>
 * Rethinking the Value of Network Pruning</i>, 2019).
 */
public final class FreshWeights {

  private static final String LEARNT = ".weight";

  private final SeededValues values;
  private final DetectorSpec detector;
  private final Map<String, TensorProto> before;
  private final Map<String, TensorProto> fresh = new HashMap<>();

  private FreshWeights(Graph graph, DetectorSpec detector, long seed) {
    this.values = new SeededValues(seed);
    this.detector = detector;
    this.before = graph.initializers();
  }

  /**
   * The same structure as new; a network that was not cut is what its architecture would build with
   * this seed.
   *
   * @throws DetectorException when the network is none of ours in training form
   */
  public static Graph of(Graph graph, DetectorSpec detector, long seed) throws DetectorException {
    if (!detector.head().parameters().keySet().containsAll(List.of("class_logits", "reg_max"))
        || graph.nodes().stream().noneMatch(n -> n.getOpType().equals("BatchNormalization"))) {
      throw new DetectorException(
          "only a network of an architecture here, in training form, can forget its weights");
    }
    FreshWeights weights = new FreshWeights(graph, detector, seed);
    for (NodeProto node : graph.nodes()) {
      switch (node.getOpType()) {
        case "Conv" -> weights.convolution(node);
        case "BatchNormalization" -> weights.normalization(node);
        default -> {}
      }
    }
    return graph.withInitializers(weights.fresh);
  }

  private void convolution(NodeProto node) {
    String weight = node.getInput(1);
    if (!weight.endsWith(LEARNT)) {
      return; // a constant of the decoding
    }
    long[] shape = shape(weight);
    long fanIn = shape[1] * shape[2] * shape[3];
    fresh.put(weight, values.uniform(weight, 1 / Math.sqrt(fanIn), shape));
    if (node.getInputCount() > 2) {
      String bias = node.getInput(2);
      fresh.put(bias, Tensors.of(bias, biases(node.getOutput(0), (int) shape[0]), shape[0]));
    }
  }

  private float[] biases(String output, int channels) {
    int level = named("class_logits").indexOf(output);
    if (level >= 0) {
      int stride = Integer.parseInt(named("strides").get(level));
      long side = detector.input().width() / stride;
      return DetectionHead.classBiases(channels, side * side);
    }
    return named("box_logits").contains(output)
        ? DetectionHead.boxBiases(channels / 4)
        : new float[channels];
  }

  private List<String> named(String parameter) {
    return Arrays.asList(detector.head().parameters().getOrDefault(parameter, "").split(","));
  }

  private void normalization(NodeProto node) {
    float[] identity = {1, 0, 0, 1};
    for (int i = 0; i < identity.length; i++) {
      String name = node.getInput(i + 1);
      fresh.put(name, values.filled(name, identity[i], shape(name)));
    }
  }

  private long[] shape(String name) {
    return Tensors.shape(Objects.requireNonNull(before.get(name), name));
  }
}
