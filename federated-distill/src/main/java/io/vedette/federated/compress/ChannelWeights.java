package io.vedette.federated.compress;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.vedette.detector.graph.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A convolution's weight and bias as integers, one scale per output channel, symmetric.
 *
 * <p>Weights use 7 of the 8 bits (-64 to 64): without VNNI, AVX2 adds two products of unsigned and
 * signed bytes in 16 bits, and 2 x 255 x 64 still fits, where 2 x 255 x 127 is silently clipped.
 *
 * @param weight int8, the float weight's shape
 * @param weightScale float, {@code [channels]}
 * @param weightZero int8 zeros, {@code [channels]}
 * @param bias int32, {@code [channels]}; null where the convolution has none
 * @param biasScale float, {@code [channels]}: the input's scale times the weight's
 * @param biasZero int32 zeros, {@code [channels]}
 */
record ChannelWeights(
    TensorProto weight,
    TensorProto weightScale,
    TensorProto weightZero,
    @Nullable TensorProto bias,
    TensorProto biasScale,
    TensorProto biasZero) {

  private static final int MOST = 64;

  /** Biases stay well inside 32 bits, so that the sum of products has room. */
  private static final double BIAS_MOST = 1 << 30;

  static ChannelWeights of(
      String name, TensorProto weight, @Nullable TensorProto bias, float inputScale) {
    float[] values = Tensors.floats(weight);
    long[] shape = Tensors.shape(weight);
    int channels = Math.toIntExact(shape[0]);
    int perChannel = values.length / channels;
    float[] biases = bias == null ? new float[channels] : Tensors.floats(bias);
    float[] scales = new float[channels];
    float[] biasScales = new float[channels];
    ByteBuffer codes = ByteBuffer.allocate(values.length);
    ByteBuffer biasCodes = little(4 * channels);
    for (int c = 0; c < channels; c++) {
      scales[c] = scale(values, c * perChannel, perChannel, biases[c], inputScale);
      biasScales[c] = scales[c] * inputScale;
      for (int i = c * perChannel; i < (c + 1) * perChannel; i++) {
        codes.put((byte) Math.max(-MOST, Math.min(MOST, Math.round(values[i] / scales[c]))));
      }
      biasCodes.putInt((int) Math.round((double) biases[c] / biasScales[c]));
    }
    return new ChannelWeights(
        Tensors.of(name + ".weight_int8", DataType.INT8, codes.flip(), shape),
        Tensors.of(name + ".weight_scale", scales, channels),
        Tensors.of(name + ".weight_zero", DataType.INT8, ByteBuffer.allocate(channels), channels),
        bias == null
            ? null
            : Tensors.of(name + ".bias_int32", DataType.INT32, biasCodes.flip(), channels),
        Tensors.of(name + ".bias_scale", biasScales, channels),
        Tensors.of(name + ".bias_zero", DataType.INT32, little(4 * channels), channels));
  }

  private static float scale(float[] values, int from, int count, float bias, float inputScale) {
    float most = 0;
    for (int i = from; i < from + count; i++) {
      most = Math.max(most, Math.abs(values[i]));
    }
    double leastForBias = Math.abs(bias) / (inputScale * BIAS_MOST);
    return (float) Math.max(Math.max(most / MOST, leastForBias), 1e-10);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
