package io.vedette.federated.compress.prune;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.Tensors;
import java.util.Map;

/** Tensors with some of their slices left out. */
final class TensorSlices {

  private TensorSlices() {}

  /**
   * The slices of one dimension that stay.
   *
   * @param kept their indices
   */
  static TensorProto along(TensorProto tensor, int dimension, int[] kept) {
    float[] values = Tensors.floats(tensor);
    long[] shape = Tensors.shape(tensor);
    int outer = 1;
    int inner = 1;
    for (int i = 0; i < shape.length; i++) {
      outer *= i < dimension ? (int) shape[i] : 1;
      inner *= i > dimension ? (int) shape[i] : 1;
    }
    int before = (int) shape[dimension];
    float[] left = new float[outer * kept.length * inner];
    for (int o = 0; o < outer; o++) {
      for (int k = 0; k < kept.length; k++) {
        System.arraycopy(
            values, (o * before + kept[k]) * inner, left, (o * kept.length + k) * inner, inner);
      }
    }
    shape[dimension] = kept.length;
    return Tensors.of(tensor.getName(), left, shape);
  }

  /**
   * Whether a constant has one value for each channel: {@code [C, 1, 1]} or {@code [1, C, 1, 1]}.
   */
  static boolean isPerChannel(TensorProto tensor) {
    long[] shape = Tensors.shape(tensor);
    int channels = shape.length - 3;
    if (channels < 0 || channels > 1 || !Tensors.isFloat(tensor)) {
      return false;
    }
    return shape[channels + 1] == 1 && shape[channels + 2] == 1 && (channels == 0 || shape[0] == 1);
  }

  static long size(TensorProto tensor) {
    return tensor.getDimsList().stream().reduce(1L, (a, b) -> a * b);
  }

  static TensorProto initializer(String name, Map<String, TensorProto> initializers) {
    TensorProto tensor = initializers.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(name + " is no initializer");
    }
    return tensor;
  }
}
