package io.vedette.detector.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One node of a {@link GraphBuilder}: attributes first, then its output, which adds it. */
public final class NodeBuilder {

  private final @Nullable GraphBuilder graph;
  private final NodeProto.Builder node = NodeProto.newBuilder();

  NodeBuilder(@Nullable GraphBuilder graph, String operator, String... inputs) {
    this.graph = graph;
    node.setOpType(operator).addAllInput(List.of(inputs));
  }

  /** A node that stands alone, for passes that put it where they want. */
  public static NodeBuilder of(String operator, String... inputs) {
    return new NodeBuilder(null, operator, inputs);
  }

  /** The node's own name; else it is named after its first output. */
  public NodeBuilder named(String name) {
    node.setName(name);
    return this;
  }

  public NodeBuilder integer(String name, long value) {
    return with(attribute(name, AttributeType.INT).setI(value));
  }

  public NodeBuilder number(String name, float value) {
    return with(attribute(name, AttributeType.FLOAT).setF(value));
  }

  public NodeBuilder text(String name, String value) {
    return with(attribute(name, AttributeType.STRING).setS(ByteString.copyFromUtf8(value)));
  }

  public NodeBuilder ints(String name, long... values) {
    AttributeProto.Builder attribute = attribute(name, AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return with(attribute);
  }

  /** Ends a node with one output; returns the output's name. */
  public String output(String name) {
    outputs(name);
    return name;
  }

  /** Ends a node with several outputs; returns their names. */
  public List<String> outputs(String... names) {
    NodeProto built = build(names);
    if (graph != null) {
      graph.add(built);
    }
    return List.of(names);
  }

  /** The node itself, added to no graph. */
  public NodeProto build(String... outputs) {
    node.addAllOutput(List.of(outputs));
    if (node.getName().isEmpty()) {
      node.setName(outputs[0]);
    }
    return node.build();
  }

  private NodeBuilder with(AttributeProto.Builder attribute) {
    node.addAttribute(attribute);
    return this;
  }

  private static AttributeProto.Builder attribute(String name, AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }
}
