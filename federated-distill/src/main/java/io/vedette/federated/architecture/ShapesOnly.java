package io.vedette.federated.architecture;

import ai.onnx.proto.OnnxMl.TensorProto;

/**
 * No values at all: tensors that have a shape and nothing in it, to measure a network of any size
 * without the memory it would take. Such a graph cannot run.
 */
final class ShapesOnly implements FirstValues {

  @Override
  public TensorProto uniform(String name, double bound, long... shape) {
    return shaped(name, shape);
  }

  @Override
  public TensorProto filled(String name, float value, long... shape) {
    return shaped(name, shape);
  }

  private static TensorProto shaped(String name, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT.getNumber());
    for (long dimension : shape) {
      tensor.addDims(dimension);
    }
    return tensor.build();
  }
}
