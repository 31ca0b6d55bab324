package io.vedette.federated.architecture;

import ai.onnx.proto.OnnxMl.TensorProto;

/** What a network's float tensors hold before any training. */
interface FirstValues {

  /** Drawn evenly from {@code -bound} to {@code bound}. */
  TensorProto uniform(String name, double bound, long... shape);

  /** One value everywhere. */
  TensorProto filled(String name, float value, long... shape);
}
