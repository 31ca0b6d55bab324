package io.vedette.detector.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The attributes of one node, read by name with ONNX's default beside. */
public final class Attributes {

  private final Map<String, AttributeProto> byName = new HashMap<>();

  private Attributes(NodeProto node) {
    node.getAttributeList().forEach(a -> byName.put(a.getName(), a));
  }

  public static Attributes of(NodeProto node) {
    return new Attributes(node);
  }

  public boolean has(String name) {
    return byName.containsKey(name);
  }

  public long integer(String name, long fallback) {
    AttributeProto attribute = byName.get(name);
    return attribute == null ? fallback : attribute.getI();
  }

  public float number(String name, float fallback) {
    AttributeProto attribute = byName.get(name);
    return attribute == null ? fallback : attribute.getF();
  }

  public long[] integers(String name, long... fallback) {
    AttributeProto attribute = byName.get(name);
    return attribute == null
        ? fallback
        : attribute.getIntsList().stream().mapToLong(Long::longValue).toArray();
  }

  public Optional<TensorProto> tensor(String name) {
    @Nullable AttributeProto attribute = byName.get(name);
    return attribute == null || !attribute.hasT()
        ? Optional.empty()
        : Optional.of(attribute.getT());
  }
}
