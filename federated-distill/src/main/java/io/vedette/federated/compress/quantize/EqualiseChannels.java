package io.vedette.federated.compress.quantize;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.Attributes;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Pass;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.graph.Wiring;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Moves scale between convolutions that follow each other, so that the channels between them are
 * equally wide and share 8 bits fairly: {@code W1_i / s_i}, {@code b1_i / s_i} and {@code W2_i s_i}
 * with {@code s_i = sqrt(r1_i / r2_i)}, {@code r} the greatest weight of a channel. Exact in float,
 * because what lies between lets a positive factor through. See Nagel et al., <a
 * href="https://arxiv.org/abs/1906.04721">Data-Free Quantization Through Weight Equalization and
 * Bias Correction</a>.
 *
 * <p>Between two convolutions of which the first has other takers too, or behind an activation such
 * as SiLU, nothing is moved.
 */
public final class EqualiseChannels implements Pass {

  /** Operators with f(s x) = s f(x) for s > 0, channel by channel. */
  private static final Set<String> HOMOGENEOUS =
      Set.of("Relu", "LeakyRelu", "MaxPool", "AveragePool", "GlobalAveragePool", "Identity");

  private static final int SWEEPS = 20;

  /** Channels that are nearly nothing on one side would only lose digits. */
  private static final double LEAST = 1e-6;

  @Override
  public Graph apply(Graph graph) {
    Map<String, TensorProto> initializers = graph.initializers();
    List<Seam> seams = seams(graph, initializers);
    Map<String, float[]> values = new HashMap<>();
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      seams.forEach(seam -> seam.equalise(initializers, values));
    }
    Map<String, TensorProto> changed = new HashMap<>();
    values.forEach(
        (name, data) ->
            changed.put(
                name,
                Tensors.of(
                    name, data, Tensors.shape(Objects.requireNonNull(initializers.get(name))))));
    return graph.withInitializers(changed);
  }

  /** How many pairs of convolutions a graph has that can be equalised. */
  static int pairs(Graph graph) {
    return seams(graph, graph.initializers()).size();
  }

  private static List<Seam> seams(Graph graph, Map<String, TensorProto> initializers) {
    Wiring wiring = Wiring.of(graph);
    Set<String> outputs = new HashSet<>();
    graph.outputs().forEach(output -> outputs.add(output.getName()));
    List<Seam> seams = new ArrayList<>();
    for (NodeProto node : graph.nodes()) {
      if (isOwn(node, wiring, initializers)) {
        follower(node.getOutput(0), wiring, outputs)
            .filter(second -> isOwn(second, wiring, initializers))
            .ifPresent(second -> seams.add(new Seam(node, second)));
      }
    }
    return seams;
  }

  /** A convolution whose weight and bias nobody else takes. */
  private static boolean isOwn(
      NodeProto node, Wiring wiring, Map<String, TensorProto> initializers) {
    return node.getOpType().equals("Conv")
        && node.getInputList().stream()
            .skip(1)
            .filter(name -> !name.isEmpty())
            .allMatch(
                name ->
                    initializers.containsKey(name)
                        && Tensors.isFloat(Objects.requireNonNull(initializers.get(name)))
                        && wiring.consumers(name).size() == 1);
  }

  /** The convolution that alone takes a tensor, or what homogeneous operators make of it. */
  private static Optional<NodeProto> follower(String tensor, Wiring wiring, Set<String> outputs) {
    List<NodeProto> takers = wiring.consumers(tensor);
    if (takers.size() != 1 || outputs.contains(tensor)) {
      return Optional.empty();
    }
    NodeProto taker = takers.get(0);
    if (taker.getOpType().equals("Conv")) {
      return taker.getInput(0).equals(tensor) ? Optional.of(taker) : Optional.empty();
    }
    return HOMOGENEOUS.contains(taker.getOpType())
        ? follower(taker.getOutput(0), wiring, outputs)
        : Optional.empty();
  }

  /** Two convolutions and the channels between them. */
  private record Seam(NodeProto first, NodeProto second) {

    void equalise(Map<String, TensorProto> initializers, Map<String, float[]> values) {
      float[] before = values(first.getInput(1), initializers, values);
      float[] behind = values(second.getInput(1), initializers, values);
      long[] shape =
          Tensors.shape(Objects.requireNonNull(initializers.get(second.getInput(1)), "a weight"));
      int channels = (int) Objects.requireNonNull(initializers.get(first.getInput(1))).getDims(0);
      int groups = (int) Attributes.of(second).integer("group", 1);
      int perChannel = before.length / channels;
      double[] widths = new double[channels];
      for (int i = 0; i < behind.length; i++) {
        int channel = inputChannel(i, shape, groups);
        widths[channel] = Math.max(widths[channel], Math.abs(behind[i]));
      }
      float[] factors = new float[channels];
      for (int c = 0; c < channels; c++) {
        double width = 0;
        for (int i = c * perChannel; i < (c + 1) * perChannel; i++) {
          width = Math.max(width, Math.abs(before[i]));
        }
        factors[c] = width < LEAST || widths[c] < LEAST ? 1 : (float) Math.sqrt(width / widths[c]);
      }
      for (int i = 0; i < before.length; i++) {
        before[i] /= factors[i / perChannel];
      }
      if (first.getInputCount() > 2 && !first.getInput(2).isEmpty()) {
        float[] bias = values(first.getInput(2), initializers, values);
        for (int c = 0; c < channels; c++) {
          bias[c] /= factors[c];
        }
      }
      for (int i = 0; i < behind.length; i++) {
        behind[i] *= factors[inputChannel(i, shape, groups)];
      }
    }

    /** Which input channel a weight of the second convolution is for. */
    private static int inputChannel(int index, long[] shape, int groups) {
      int area = (int) (shape[2] * shape[3]);
      int perGroup = (int) shape[1];
      int output = index / (perGroup * area);
      int group = output / ((int) shape[0] / groups);
      return group * perGroup + index / area % perGroup;
    }

    private static float[] values(
        String name, Map<String, TensorProto> initializers, Map<String, float[]> values) {
      return values.computeIfAbsent(
          name, n -> Tensors.floats(Objects.requireNonNull(initializers.get(n))).clone());
    }
  }
}
