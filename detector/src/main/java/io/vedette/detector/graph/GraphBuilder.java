package io.vedette.detector.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A new graph, written node by node in the order of computation. Tensors are names: every call that
 * makes one returns its name.
 *
 * <pre>{@code
 * GraphBuilder g = new GraphBuilder("tiny", 17);
 * String x = g.input("images", "batch", 3, 32, 32);
 * String w = g.initializer("conv.weight", weights, 8, 3, 3, 3);
 * String y = g.node("Conv", x, w).ints("pads", 1, 1, 1, 1).output("conv");
 * g.output(g.node("Relu", y).output("relu"), "batch", 8, 32, 32);
 * Graph graph = g.build();
 * }</pre>
 */
public final class GraphBuilder {

  /** The file format of ONNX 1.12 and later, which opset 17 belongs to. */
  private static final long IR_VERSION = 8;

  private final GraphProto.Builder body = GraphProto.newBuilder();
  private final Map<String, String> metadata = new TreeMap<>();
  private final Set<String> names = new HashSet<>();
  private final int opset;

  public GraphBuilder(String name, int opset) {
    body.setName(name);
    this.opset = opset;
  }

  /** A float input; each dimension a number, or a word for one that is left open ("batch"). */
  public String input(String name, Object... dimensions) {
    return input(name, TensorProto.DataType.FLOAT, dimensions);
  }

  /** An input of other numbers. */
  public String input(String name, TensorProto.DataType type, Object... dimensions) {
    body.addInput(value(define(name), type, dimensions));
    return name;
  }

  /** Declares a float tensor that was made before as an output, with its dimensions. */
  public void output(String tensor, Object... dimensions) {
    output(tensor, TensorProto.DataType.FLOAT, dimensions);
  }

  /** Declares a tensor of other numbers as an output. */
  public void output(String tensor, TensorProto.DataType type, Object... dimensions) {
    if (!names.contains(tensor)) {
      throw new IllegalArgumentException("no tensor '" + tensor + "' has been made");
    }
    body.addOutput(value(tensor, type, dimensions));
  }

  public String initializer(String name, float[] data, long... shape) {
    return initializer(Tensors.of(name, data, shape));
  }

  public String initializer(String name, long[] data, long... shape) {
    return initializer(Tensors.of(name, data, shape));
  }

  public String initializer(TensorProto tensor) {
    body.addInitializer(tensor);
    return define(tensor.getName());
  }

  /** Begins a node; it is added by {@link NodeBuilder#output} or {@link NodeBuilder#outputs}. */
  public NodeBuilder node(String operator, String... inputs) {
    return new NodeBuilder(this, operator, inputs);
  }

  /** One entry of the model's metadata_props. */
  public void metadata(String key, String value) {
    metadata.put(key, value);
  }

  public boolean has(String tensor) {
    return names.contains(tensor);
  }

  public Graph build() {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("vedette")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset))
            .setGraph(body);
    metadata.forEach(
        (key, value) ->
            model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return Graph.of(model.build());
  }

  void add(ai.onnx.proto.OnnxMl.NodeProto node) {
    for (String input : node.getInputList()) {
      // an empty name leaves out an optional input
      if (!input.isEmpty() && !names.contains(input)) {
        throw new IllegalArgumentException(
            node.getOpType() + ": input '" + input + "' has not been made");
      }
    }
    node.getOutputList().forEach(this::define);
    body.addNode(node);
  }

  private String define(String name) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("tensor '" + name + "' is made twice");
    }
    return name;
  }

  private static ValueInfoProto value(
      String name, TensorProto.DataType type, Object... dimensions) {
    TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber());
    for (Object dimension : dimensions) {
      if (dimension instanceof Number number) {
        tensor.getShapeBuilder().addDimBuilder().setDimValue(number.longValue());
      } else {
        tensor.getShapeBuilder().addDimBuilder().setDimParam(dimension.toString());
      }
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
