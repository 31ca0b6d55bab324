package io.vedette.federated.compress.quantize.precision;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.List;

/** How a weight is kept in the file. */
interface WeightForm {

  /**
   * What stands for a weight.
   *
   * @param tensors what is kept, small
   * @param nodes what makes the float weight of it again, in order; the last one's output has the
   *     weight's name
   */
  record Stored(List<TensorProto> tensors, List<NodeProto> nodes) {}

  /**
   * @param weight float, its first dimension the channels that have a scale each
   */
  Stored of(TensorProto weight);

  /** Whether the first and the last layers stay as they are, since rounding these costs most. */
  default boolean sparesEnds() {
    return false;
  }
}
