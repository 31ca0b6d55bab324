package io.vedette.federated.compress.quantize.precision;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.vedette.detector.graph.NodeBuilder;
import io.vedette.detector.graph.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Nodes that make a float weight of what is stored. */
final class Unfolding {

  private static final TensorProto FLAT = Tensors.of("unfold.flat", new long[] {-1}, 1);
  private static final TensorProto START = Tensors.of("unfold.start", new long[] {0}, 1);

  private Unfolding() {}

  /**
   * Codes times the scale of their channel.
   *
   * @param codes integers in the weight's shape
   */
  static WeightForm.Stored scaled(TensorProto weight, TensorProto codes, float[] scales) {
    TensorProto scale = scales(weight, scales);
    List<NodeProto> nodes = new ArrayList<>();
    scale(weight, codes.getName(), scale, nodes);
    return new WeightForm.Stored(List.of(codes, scale), nodes);
  }

  /**
   * Codes of which several share a byte: each byte is looked up in a table of what it holds.
   *
   * @param bytes uint8, {@code [bytes]}
   * @param table int8, {@code [what a byte can be, codes in it]}; weights share it
   */
  static WeightForm.Stored lookedUp(
      TensorProto weight, TensorProto bytes, TensorProto table, float[] scales) {
    String name = weight.getName();
    long[] dimensions = Tensors.shape(weight);
    TensorProto scale = scales(weight, scales);
    TensorProto shape = Tensors.of(name + ".shape", dimensions, dimensions.length);
    List<TensorProto> tensors = new ArrayList<>(List.of(bytes, table, scale, shape));
    List<NodeProto> nodes = new ArrayList<>();
    nodes.add(
        NodeBuilder.of("Cast", bytes.getName())
            .integer("to", DataType.INT32.getNumber())
            .build(name + ".index"));
    String codes = name + ".looked";
    nodes.add(NodeBuilder.of("Gather", table.getName(), name + ".index").build(codes));
    long values = Arrays.stream(dimensions).reduce(1, Math::multiplyExact);
    if (values % table.getDims(1) != 0) {
      TensorProto end = Tensors.of(name + ".end", new long[] {values}, 1);
      tensors.addAll(List.of(FLAT, START, end));
      nodes.add(NodeBuilder.of("Reshape", codes, FLAT.getName()).build(name + ".flat"));
      codes = name + ".cut";
      nodes.add(
          NodeBuilder.of("Slice", name + ".flat", START.getName(), end.getName()).build(codes));
    }
    nodes.add(NodeBuilder.of("Reshape", codes, shape.getName()).build(name + ".codes"));
    scale(weight, name + ".codes", scale, nodes);
    return new WeightForm.Stored(tensors, nodes);
  }

  private static void scale(
      TensorProto weight, String codes, TensorProto scale, List<NodeProto> nodes) {
    String floats = weight.getName() + ".float";
    nodes.add(
        NodeBuilder.of("Cast", codes).integer("to", DataType.FLOAT.getNumber()).build(floats));
    nodes.add(NodeBuilder.of("Mul", floats, scale.getName()).build(weight.getName()));
  }

  private static TensorProto scales(TensorProto weight, float[] scales) {
    long[] shape = new long[weight.getDimsCount()];
    Arrays.fill(shape, 1);
    shape[0] = scales.length;
    return Tensors.of(weight.getName() + ".scale", scales, shape);
  }
}
