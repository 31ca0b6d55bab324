package io.vedette.federated.autograd;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node of the graph, as operators read it. */
final class Node {

  private final NodeProto proto;
  private final int opset;
  private final Map<String, Integer> types;
  private final Map<String, QuantizationOperators.Codes> grids;
  private final Map<String, AttributeProto> attributes = new HashMap<>();

  /**
   * @param types ONNX's numbers of the types of initializers and graph inputs, by name
   * @param grids of codes that are narrower than their type, by name
   */
  Node(
      NodeProto proto,
      int opset,
      Map<String, Integer> types,
      Map<String, QuantizationOperators.Codes> grids) {
    this.proto = proto;
    this.opset = opset;
    this.types = types;
    this.grids = grids;
    proto.getAttributeList().forEach(a -> attributes.put(a.getName(), a));
  }

  NodeProto proto() {
    return proto;
  }

  /** ONNX's number of an input's type, where the graph says it. */
  int type(int input, int otherwise) {
    return input < proto.getInputCount()
        ? types.getOrDefault(proto.getInput(input), otherwise)
        : otherwise;
  }

  /** Which codes a tensor holds, where they are fewer than its type has. */
  Optional<QuantizationOperators.Codes> grid(String tensor) {
    return Optional.ofNullable(grids.get(tensor));
  }

  /** Version of the operator set: the meaning of some operators depends on it. */
  int opset() {
    return opset;
  }

  int outputs() {
    return proto.getOutputCount();
  }

  boolean has(String name) {
    return attributes.containsKey(name);
  }

  long integer(String name, long otherwise) {
    AttributeProto attribute = attributes.get(name);
    return attribute == null ? otherwise : attribute.getI();
  }

  boolean flag(String name) {
    return integer(name, 0) != 0;
  }

  double real(String name, double otherwise) {
    AttributeProto attribute = attributes.get(name);
    return attribute == null ? otherwise : attribute.getF();
  }

  String text(String name, String otherwise) {
    AttributeProto attribute = attributes.get(name);
    return attribute == null ? otherwise : attribute.getS().toStringUtf8();
  }

  long @Nullable [] integers(String name) {
    AttributeProto attribute = attributes.get(name);
    return attribute == null
        ? null
        : attribute.getIntsList().stream().mapToLong(Long::longValue).toArray();
  }

  double @Nullable [] reals(String name) {
    AttributeProto attribute = attributes.get(name);
    return attribute == null
        ? null
        : attribute.getFloatsList().stream().mapToDouble(Float::doubleValue).toArray();
  }

  @Nullable TensorProto tensor(String name) {
    AttributeProto attribute = attributes.get(name);
    return attribute == null ? null : attribute.getT();
  }

  /** What an error says of this node. */
  @Override
  public String toString() {
    String name = proto.getName();
    String output = proto.getOutputCount() > 0 ? proto.getOutput(0) : "nothing";
    return proto.getOpType() + (name.isEmpty() ? " (makes " + output + ")" : " '" + name + "'");
  }

  UnknownOperatorException unsupported(String what) {
    return new UnknownOperatorException(this + ": " + what + " is not supported in training");
  }
}
