package io.vedette.federated.compress.quantize;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.NodeBuilder;
import io.vedette.detector.graph.Pass;
import io.vedette.detector.graph.Tensors;
import io.vedette.federated.compress.simplify.DropUnused;
import io.vedette.federated.compress.simplify.RaiseOpset;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Rounds convolutions to 8 bits in QDQ form: every rounded tensor goes through QuantizeLinear and
 * DequantizeLinear (one scale), every weight through DequantizeLinear (signed, a scale per
 * channel). A runtime with integer kernels runs what lies between in integers; any other computes
 * the same in float. See Jacob et al., <a href="https://arxiv.org/abs/1712.05877">Quantization and
 * Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference</a>.
 */
final class QuantizeInt8 implements Pass {

  private final QuantizationPlan plan;
  private final Map<String, ValueRange> ranges;
  private final WeightRounding rounding;
  private final ActivationCodes activations;

  /**
   * @param ranges of every tensor whose range the plan takes, from a calibration
   */
  QuantizeInt8(
      QuantizationPlan plan,
      Map<String, ValueRange> ranges,
      WeightRounding rounding,
      ActivationCodes activations) {
    this.plan = plan;
    this.activations = activations;
    this.ranges = Map.copyOf(ranges);
    this.rounding = rounding;
    if (!ranges.keySet().containsAll(plan.ranged())) {
      throw new IllegalArgumentException("the calibration has not seen every tensor of the plan");
    }
  }

  /**
   * @throws IllegalArgumentException when the graph is older than opset 13: raise it first
   */
  @Override
  public Graph apply(Graph graph) {
    if (graph.opset() < RaiseOpset.NEEDED) {
      throw new IllegalArgumentException(
          "opset " + graph.opset() + " has no scale per channel; raise it to 13 first");
    }
    Rewriting rewriting = new Rewriting(graph);
    graph.inputs().forEach(input -> rewriting.round(input.getName()));
    graph.nodes().forEach(rewriting::take);
    return new DropUnused().apply(graph.withBody(rewriting.body.build()));
  }

  private ValueRange range(String tensor) {
    ValueRange range = ranges.get(plan.rangeOf().getOrDefault(tensor, tensor));
    if (range == null) {
      throw new IllegalStateException("no range of " + tensor);
    }
    return range;
  }

  /** One graph on its way, node by node. */
  private final class Rewriting {

    private final Map<String, TensorProto> initializers;
    private final Set<String> outputs = new HashSet<>();
    private final GraphProto.Builder body;

    /** Names of rounded tensors by their names before. */
    private final Map<String, String> rounded = new LinkedHashMap<>();

    Rewriting(Graph graph) {
      initializers = graph.initializers();
      graph.outputs().forEach(o -> outputs.add(o.getName()));
      body = graph.graph().toBuilder().clearNode();
    }

    void take(NodeProto node) {
      NodeProto.Builder changed = node.toBuilder();
      for (int i = 0; i < node.getInputCount(); i++) {
        changed.setInput(i, taken(node, node.getInput(i)));
      }
      if (node.getOpType().equals("Conv") && plan.convolutions().contains(node.getOutput(0))) {
        roundWeights(node, changed);
      }
      body.addNode(changed);
      node.getOutputList().forEach(this::round);
    }

    /**
     * What is computed in float takes a tensor as it was made: rounded where integers made it, else
     * not.
     */
    private String taken(NodeProto node, String input) {
      boolean integer =
          plan.integers().contains(node.getOutput(0)) || plan.integers().contains(input);
      return integer ? rounded.getOrDefault(input, input) : input;
    }

    /** What takes the tensor from here on takes it rounded; a graph output keeps its name. */
    void round(String tensor) {
      if (!plan.tensors().contains(tensor) || outputs.contains(tensor)) {
        return;
      }
      ValueRange range = range(tensor);
      ByteBuffer zero = ByteBuffer.wrap(new byte[] {activations.zeroPoint(range)});
      float scale = activations.scale(range);
      String scaleName = add(Tensors.of(tensor + ".scale", new float[] {scale}));
      String zeroName = add(Tensors.of(tensor + ".zero", activations.type(), zero));
      String code = tensor + ".code";
      String value = tensor + ".rounded";
      body.addNode(NodeBuilder.of("QuantizeLinear", tensor, scaleName, zeroName).build(code));
      body.addNode(NodeBuilder.of("DequantizeLinear", code, scaleName, zeroName).build(value));
      rounded.put(tensor, value);
    }

    private void roundWeights(NodeProto node, NodeProto.Builder changed) {
      String name = node.getOutput(0);
      boolean hasBias = node.getInputCount() > 2 && !node.getInput(2).isEmpty();
      ChannelWeights weights =
          ChannelWeights.of(
              name,
              initializer(node.getInput(1)),
              hasBias ? initializer(node.getInput(2)) : null,
              activations.scale(range(node.getInput(0))),
              rounding.of(node));
      changed.setInput(
          1, dequantized(weights.weight(), weights.weightScale(), weights.weightZero()));
      TensorProto bias = weights.bias();
      if (bias != null) {
        String value = dequantized(bias, weights.biasScale(), weights.biasZero());
        if (changed.getInputCount() > 2) {
          changed.setInput(2, value);
        } else {
          changed.addInput(value);
        }
      }
    }

    private String dequantized(TensorProto codes, TensorProto scales, TensorProto zeros) {
      String value = codes.getName() + ".rounded";
      body.addNode(
          NodeBuilder.of("DequantizeLinear", add(codes), add(scales), add(zeros))
              .integer("axis", 0)
              .build(value));
      return value;
    }

    private TensorProto initializer(String name) {
      TensorProto tensor = initializers.get(name);
      if (tensor == null) {
        throw new IllegalStateException(name + " is no initializer, but planned as one");
      }
      return tensor;
    }

    private String add(TensorProto tensor) {
      body.addInitializer(tensor);
      return tensor.getName();
    }
  }
}
