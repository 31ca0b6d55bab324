package io.vedette.federated.compress.recipe;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import java.util.Set;

/** What a model must be to be cut, taught or rounded. */
final class FloatModel {

  /** What rounded weights are kept in: codes, several of them in a byte, or halves. */
  private static final Set<Integer> FEWER_BITS =
      Set.of(
          DataType.INT8.getNumber(),
          DataType.UINT8.getNumber(),
          DataType.INT16.getNumber(),
          DataType.UINT16.getNumber(),
          DataType.FLOAT16.getNumber(),
          DataType.BFLOAT16.getNumber());

  private FloatModel() {}

  /**
   * Refuses rounded models: their weights are no longer numbers that can be moved or left out.
   *
   * @param what is wanted of the model
   */
  static void check(Graph model, String what) throws DetectorException {
    boolean rounded =
        model.nodes().stream().anyMatch(node -> node.getOpType().equals("DequantizeLinear"))
            || model.initializers().values().stream()
                .anyMatch(tensor -> FEWER_BITS.contains(tensor.getDataType()));
    if (rounded) {
      throw new DetectorException(
          "a model in fewer bits cannot be "
              + what
              + "; do it before the model is rounded, or start it with 'from' at a float model");
    }
  }
}
