package io.vedette.federated.compress.input;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.simplify.DropUnused;
import io.vedette.federated.train.head.HeadLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A detector that is left at an earlier exit: it looks at its finest levels only, and nothing is
 * computed that only a coarser one needs. Boxes of the levels that stay are what they were; large
 * objects, which the coarser ones saw, are lost until it learns again.
 */
public final class FewerLevels {

  private final HeadLayout head;
  private final int count;
  private final DetectorSpec spec;
  private final int cells;
  private final int cellsAfter;

  private FewerLevels(DetectorSpec spec, HeadLayout head, int count) {
    this.spec = spec;
    this.head = head;
    this.count = count;
    this.cells = cells(head.strides().length);
    this.cellsAfter = cells(count);
  }

  /**
   * Leaves out the coarsest levels.
   *
   * @param count of levels that stay, the finest
   * @throws DetectorException when the graph does not name its levels, as those of this project's
   *     own architectures do, or has not so many
   */
  public static Graph of(Graph graph, int count) throws DetectorException {
    DetectorSpec spec = SpecInference.infer(graph, Hints.NONE, "the model to be left earlier");
    HeadLayout head = HeadLayout.of(spec);
    int levels = head.strides().length;
    if (count < 1 || count > levels) {
      throw new DetectorException(
          "the model looks at " + levels + " levels; from 1 to so many can stay, not " + count);
    }
    return count == levels ? graph : new FewerLevels(spec, head, count).apply(graph);
  }

  private int cells(int levels) {
    return IntStream.of(head.strides())
        .limit(levels)
        .map(s -> (spec.input().width() / s) * (spec.input().height() / s))
        .sum();
  }

  private Graph apply(Graph graph) throws DetectorException {
    GraphProto.Builder body = graph.graph().toBuilder().clearNode().clearValueInfo().clearOutput();
    body.addAllNode(nodes(graph));
    graph.outputs().forEach(output -> body.addOutput(output(output)));
    Graph fewer = graph.withBody(body.build()).withInitializers(constants(graph));
    return SpecInference.embed(
        new DropUnused().apply(fewer),
        spec.withHead(new HeadSpec(spec.head().family(), parameters())));
  }

  /** What a level's logits lead to goes with them, up to where the levels are put together. */
  private List<NodeProto> nodes(Graph graph) throws DetectorException {
    Set<String> gone = new HashSet<>();
    for (List<String> logits : List.of(head.boxLogits(), head.classLogits())) {
      gone.addAll(logits.subList(count, logits.size()));
    }
    Set<String> constants = graph.initializers().keySet();
    List<NodeProto> nodes = new ArrayList<>();
    for (NodeProto node : graph.nodes()) {
      List<String> left = node.getInputList().stream().filter(i -> !gone.contains(i)).toList();
      if (left.size() == node.getInputCount()) {
        nodes.add(node);
      } else if (node.getOpType().equals("Concat")) {
        nodes.add(node.toBuilder().clearInput().addAllInput(left).build());
      } else if (constants.containsAll(left)) {
        gone.addAll(node.getOutputList());
      } else {
        throw new DetectorException(
            "node " + node.getName() + " mixes levels; none of them can be left out");
      }
    }
    return nodes;
  }

  private Map<String, TensorProto> constants(Graph graph) {
    Map<String, TensorProto> initializers = graph.initializers();
    Map<String, TensorProto> changed = new HashMap<>();
    for (TensorProto tensor : initializers.values()) {
      CellConstants.of(tensor, spec.input())
          .map(all -> all.finest(count).in(tensor, cells, spec.input()))
          .ifPresent(fewer -> changed.put(fewer.getName(), fewer));
    }
    for (NodeProto node : graph.nodes()) {
      TensorProto shape =
          node.getOpType().equals("Reshape") ? initializers.get(node.getInput(1)) : null;
      if (shape != null) {
        long[] fewer =
            LongStream.of(Tensors.longs(shape))
                .map(size -> size == cells ? cellsAfter : size)
                .toArray();
        changed.put(shape.getName(), Tensors.of(shape.getName(), fewer, fewer.length));
      }
    }
    return changed;
  }

  private ValueInfoProto output(ValueInfoProto output) {
    ValueInfoProto.Builder changed = output.toBuilder();
    changed.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().getDimBuilderList().stream()
        .filter(size -> size.getDimValue() == cells)
        .forEach(size -> size.setDimValue(cellsAfter));
    return changed.build();
  }

  /** The lists among the head's parameters have an entry for each level. */
  private Map<String, String> parameters() {
    return spec.head().parameters().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> finest(entry.getValue())));
  }

  private String finest(String list) {
    String[] levels = list.split(",");
    return levels.length == head.strides().length
        ? String.join(",", List.of(levels).subList(0, count))
        : list;
  }
}
