package io.vedette.federated.compress.prune;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.Attributes;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Pass;
import io.vedette.detector.graph.Tensors;
import io.vedette.federated.compress.simplify.DropUnused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts units out of a graph: rows and columns of convolutions, entries of normalizations and of
 * constants, sizes of splits. Channels that carried nothing but zeros change nothing by going.
 */
final class PruneChannels implements Pass {

  private final Set<Integer> cut;

  /**
   * @param cut the channels of the units to leave out
   */
  PruneChannels(Set<Integer> cut) {
    this.cut = Set.copyOf(cut);
  }

  @Override
  public Graph apply(Graph graph) {
    Cutting cutting = new Cutting(graph, ChannelFlow.of(graph));
    GraphProto.Builder body = graph.graph().toBuilder().clearNode().clearValueInfo();
    graph.nodes().forEach(node -> body.addNode(cutting.node(node)));
    body.addAllInitializer(cutting.sizes);
    return new DropUnused().apply(graph.withBody(body.build()).withInitializers(cutting.changed));
  }

  private final class Cutting {
    private final Map<String, TensorProto> initializers;
    private final ChannelFlow flow;
    private final Map<String, TensorProto> changed = new HashMap<>();

    /** Of splits, each its own: before, several could share theirs. */
    private final List<TensorProto> sizes = new ArrayList<>();

    Cutting(Graph graph, ChannelFlow flow) {
      this.initializers = graph.initializers();
      this.flow = flow;
    }

    NodeProto node(NodeProto node) {
      switch (node.getOpType()) {
        case "Conv" -> {
          return convolution(node);
        }
        case "BatchNormalization" -> {
          for (int i = 1; i <= 4; i++) {
            along(node.getInput(i), 0, kept(node.getOutput(0)));
          }
        }
        case "Split" -> {
          return split(node);
        }
        default -> {
          for (String input : node.getInputList()) {
            TensorProto constant = initializers.get(input);
            if (constant != null
                && TensorSlices.isPerChannel(constant)
                && TensorSlices.size(constant) > 1) {
              along(input, constant.getDimsCount() - 3, kept(node.getOutput(0)));
            }
          }
        }
      }
      return node;
    }

    private NodeProto convolution(NodeProto node) {
      int[] made = kept(node.getOutput(0));
      long groups = Attributes.of(node).integer("group", 1);
      along(node.getInput(1), 0, made);
      if (node.getInputCount() > 2) {
        along(node.getInput(2), 0, made);
      }
      if (groups == 1) {
        along(node.getInput(1), 1, kept(node.getInput(0)));
      }
      int[] own = flow.channels(node.getOutput(0));
      return made != null && own != null && groups > 1 && groups == own.length
          ? withGroups(node, made.length)
          : node;
    }

    private static NodeProto withGroups(NodeProto node, int groups) {
      NodeProto.Builder changed = node.toBuilder();
      for (AttributeProto.Builder attribute : changed.getAttributeBuilderList()) {
        if (attribute.getName().equals("group")) {
          attribute.setI(groups);
        }
      }
      return changed.build();
    }

    private NodeProto split(NodeProto node) {
      long[] lengths = new long[node.getOutputCount()];
      for (int i = 0; i < lengths.length; i++) {
        int[] part = kept(node.getOutput(i));
        if (part == null) {
          return node;
        }
        lengths[i] = part.length;
      }
      TensorProto own = Tensors.of(node.getOutput(0) + ".sizes", lengths, lengths.length);
      sizes.add(own);
      return node.toBuilder().setInput(1, own.getName()).build();
    }

    private void along(String initializer, int dimension, int @Nullable [] kept) {
      TensorProto tensor = changed.getOrDefault(initializer, initializers.get(initializer));
      if (kept != null && tensor != null && kept.length < tensor.getDims(dimension)) {
        changed.put(initializer, TensorSlices.along(tensor, dimension, kept));
      }
    }

    /** Indices of a tensor's channels that stay; null where its channels are not followed. */
    private int @Nullable [] kept(String tensor) {
      int[] own = flow.channels(tensor);
      return own == null
          ? null
          : IntStream.range(0, own.length).filter(i -> !cut.contains(flow.same(own[i]))).toArray();
    }
  }
}
