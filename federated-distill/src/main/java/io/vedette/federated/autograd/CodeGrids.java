package io.vedette.federated.autograd;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.Tensors;
import java.util.HashMap;
import java.util.Map;

/**
 * Codes of fewer than 8 bits, by the names of the tensors that hold them. ONNX has no type for
 * most: they are bytes, with a Clip to two constants between QuantizeLinear and DequantizeLinear.
 */
final class CodeGrids {

  private CodeGrids() {}

  static Map<String, QuantizationOperators.Codes> of(Graph graph) {
    Map<String, TensorProto> initializers = graph.initializers();
    Map<String, QuantizationOperators.Codes> grids = new HashMap<>();
    for (NodeProto node : graph.nodes()) {
      if (!node.getOpType().equals("Clip") || node.getInputCount() < 3) {
        continue;
      }
      TensorProto least = initializers.get(node.getInput(1));
      TensorProto most = initializers.get(node.getInput(2));
      if (least != null && most != null && isByte(least) && isByte(most)) {
        QuantizationOperators.Codes codes =
            new QuantizationOperators.Codes(number(least), number(most));
        grids.put(node.getInput(0), codes);
        grids.put(node.getOutput(0), codes);
      }
    }
    return grids;
  }

  private static boolean isByte(TensorProto tensor) {
    return tensor.getDataType() == TensorProto.DataType.INT8_VALUE;
  }

  private static int number(TensorProto tensor) {
    return (int) Tensors.longs(tensor)[0];
  }
}
