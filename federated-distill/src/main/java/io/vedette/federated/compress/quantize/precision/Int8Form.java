package io.vedette.federated.compress.quantize.precision;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.vedette.detector.graph.Tensors;
import java.nio.ByteBuffer;

/**
 * A byte a value, a scale per channel, symmetric. Cast and Mul unfold it, and not DequantizeLinear:
 * ONNX Runtime 1.29 folds the two away when it opens the graph, but keeps a DequantizeLinear and
 * runs it for every picture (a depthwise convolution of 128 channels took 0.37 ms in place of
 * 0.10).
 */
record Int8Form() implements WeightForm {

  private static final int MOST = 127;

  @Override
  public Stored of(TensorProto weight) {
    Channels channels = Channels.of(weight);
    float[] scales = new float[channels.count()];
    ByteBuffer codes = ByteBuffer.allocate(channels.values().length);
    for (int c = 0; c < scales.length; c++) {
      scales[c] = Math.max((float) channels.most(c) / MOST, Float.MIN_NORMAL);
      for (int i = channels.first(c); i < channels.first(c + 1); i++) {
        codes.put((byte) Math.round(channels.values()[i] / scales[c]));
      }
    }
    TensorProto stored =
        Tensors.of(weight.getName() + ".int8", DataType.INT8, codes.flip(), Tensors.shape(weight));
    return Unfolding.scaled(weight, stored, scales);
  }
}
