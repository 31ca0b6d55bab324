package io.vedette.federated.compress.prune;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.Attributes;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which channel of each tensor {@code [batch, channels, height, width]} is which. Where an operator
 * is not known to keep channels apart, those that it takes must stay as they are.
 */
final class ChannelFlow {

  /** Operators that compute each channel by itself. */
  private static final Set<String> APART =
      Set.of(
          "Relu",
          "Sigmoid",
          "HardSwish",
          "HardSigmoid",
          "LeakyRelu",
          "Clip",
          "Tanh",
          "Identity",
          "MaxPool",
          "AveragePool",
          "GlobalAveragePool",
          "Resize",
          "Upsample",
          "Exp",
          "Neg",
          "Abs",
          "BatchNormalization",
          "Dropout",
          "Cast");

  private static final Set<String> ELEMENTWISE = Set.of("Add", "Mul", "Sub", "Div", "Max", "Min");

  private final Map<String, TensorProto> initializers;
  private final Map<String, int[]> channels = new HashMap<>();
  private final MergedChannels slots = new MergedChannels();

  private ChannelFlow(Graph graph) {
    this.initializers = graph.initializers();
  }

  static ChannelFlow of(Graph graph) {
    ChannelFlow flow = new ChannelFlow(graph);
    graph.nodes().forEach(flow::follow);
    graph.outputs().forEach(output -> flow.fix(output.getName()));
    return flow;
  }

  /** The channels of a tensor; null where they are not followed. */
  int @Nullable [] channels(String tensor) {
    return channels.get(tensor);
  }

  /** The channel that stands for all that are the same. */
  int same(int slot) {
    return slots.find(slot);
  }

  private void follow(NodeProto node) {
    String operator = node.getOpType();
    if (operator.equals("Conv")) {
      convolution(node);
    } else if (APART.contains(operator)) {
      pass(node.getInput(0), node.getOutput(0));
    } else if (ELEMENTWISE.contains(operator)) {
      elementwise(node);
    } else if (operator.equals("Concat") && Attributes.of(node).integer("axis", 1) == 1) {
      concatenation(node);
    } else if (operator.equals("Split") && Attributes.of(node).integer("axis", 0) == 1) {
      split(node);
    } else {
      node.getInputList().forEach(this::fix);
    }
  }

  private void convolution(NodeProto node) {
    TensorProto weight = initializers.get(node.getInput(1));
    int[] taken = channels.get(node.getInput(0));
    if (weight == null) {
      node.getInputList().forEach(this::fix);
      return;
    }
    int groups = (int) Attributes.of(node).integer("group", 1);
    int[] made = slots.make((int) weight.getDims(0));
    if (groups > 1) {
      boolean depthwise = taken != null && taken.length == made.length && weight.getDims(1) == 1;
      if (taken != null && depthwise) {
        slots.join(taken, made);
      } else {
        fix(node.getInput(0));
        slots.fix(made);
      }
    }
    channels.put(node.getOutput(0), made);
  }

  private void pass(String from, String to) {
    int[] passed = channels.get(from);
    if (passed != null) {
      channels.put(to, passed);
    }
  }

  /** Tensors with channels are joined; constants may be one for all, or one for each channel. */
  private void elementwise(NodeProto node) {
    List<int[]> joined = new ArrayList<>();
    boolean followed = true;
    for (String input : node.getInputList()) {
      int[] own = channels.get(input);
      if (own != null) {
        joined.add(own);
      } else {
        followed &= isPerChannelOrOne(input);
      }
    }
    boolean same = joined.stream().map(own -> own.length).distinct().count() == 1;
    if (!followed || !same) {
      node.getInputList().forEach(this::fix);
      return;
    }
    joined.forEach(own -> slots.join(joined.get(0), own));
    channels.put(node.getOutput(0), joined.get(0));
  }

  private boolean isPerChannelOrOne(String input) {
    TensorProto constant = initializers.get(input);
    return constant != null
        && (TensorSlices.size(constant) == 1 || TensorSlices.isPerChannel(constant));
  }

  private void concatenation(NodeProto node) {
    List<int[]> parts = new ArrayList<>();
    for (String input : node.getInputList()) {
      int[] part = channels.get(input);
      if (part == null) {
        node.getInputList().forEach(this::fix);
        return;
      }
      parts.add(part);
    }
    channels.put(node.getOutput(0), parts.stream().flatMapToInt(Arrays::stream).toArray());
  }

  private void split(NodeProto node) {
    int[] whole = channels.get(node.getInput(0));
    TensorProto sizes = node.getInputCount() > 1 ? initializers.get(node.getInput(1)) : null;
    if (whole == null || sizes == null) {
      fix(node.getInput(0));
      return;
    }
    int from = 0;
    long[] counts = Tensors.longs(sizes);
    for (int i = 0; i < counts.length; i++) {
      int to = from + (int) counts[i];
      channels.put(node.getOutput(i), Arrays.copyOfRange(whole, from, to));
      from = to;
    }
  }

  private void fix(String tensor) {
    int[] own = channels.get(tensor);
    if (own != null) {
      slots.fix(own);
    }
  }

  /**
   * The units that may be cut: every convolution's output channels, those that are the same
   * together, without those that must stay.
   */
  List<PruningUnit> units(Graph graph) {
    Map<Integer, List<PruningUnit.Filter>> filters = new LinkedHashMap<>();
    for (NodeProto node : graph.nodes()) {
      int[] made = node.getOpType().equals("Conv") ? channels.get(node.getOutput(0)) : null;
      for (int i = 0; made != null && i < made.length; i++) {
        if (!slots.isFixed(made[i])) {
          filters
              .computeIfAbsent(slots.find(made[i]), key -> new ArrayList<>())
              .add(new PruningUnit.Filter(node.getOutput(0), i));
        }
      }
    }
    return filters.entrySet().stream().map(e -> new PruningUnit(e.getKey(), e.getValue())).toList();
  }
}
