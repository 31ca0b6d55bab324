package io.vedette.federated.compress.quantize;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.vedette.detector.graph.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A convolution's weight and bias as integers, one scale per output channel, symmetric.
 *
 * <p>A bias makes up for what rounding the weights does to the mean of each channel: {@code b' = b
 * - sum((Wq - W) E[x])}, see Nagel et al., <a href="https://arxiv.org/abs/1906.04721">Data-Free
 * Quantization Through Weight Equalization and Bias Correction</a>.
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

  /** Biases stay well inside 32 bits, so that the sum of products has room. */
  private static final double BIAS_MOST = 1 << 30;

  /**
   * How weights are rounded.
   *
   * @param most the greatest code: 127, or 64 for the sake of processors that add products in 16
   *     bits
   * @param inputMeans of each input channel, to correct the bias with; null: the bias stays
   * @param groups of the convolution
   * @param patches to choose codes by; null: the nearest
   */
  record Rounding(
      int most, float @Nullable [] inputMeans, int groups, @Nullable PatchMoments patches) {}

  static ChannelWeights of(
      String name, TensorProto weight, @Nullable TensorProto bias, float inputScale, Rounding how) {
    float[] values = Tensors.floats(weight);
    long[] shape = Tensors.shape(weight);
    int channels = Math.toIntExact(shape[0]);
    int perChannel = values.length / channels;
    boolean biased = bias != null || how.inputMeans() != null;
    float[] biases = bias == null ? new float[channels] : Tensors.floats(bias).clone();
    float[] scales = new float[channels];
    float[] biasScales = new float[channels];
    ByteBuffer codes = ByteBuffer.allocate(values.length);
    ByteBuffer biasCodes = little(4 * channels);
    for (int c = 0; c < channels; c++) {
      scales[c] = scale(values, c * perChannel, perChannel, biases[c], inputScale, how.most());
      biasScales[c] = scales[c] * inputScale;
      float[] channel = Arrays.copyOfRange(values, c * perChannel, (c + 1) * perChannel);
      int[] rounded = codes(channel, scales[c], c / (channels / how.groups()), how);
      for (int i = 0; i < perChannel; i++) {
        codes.put((byte) rounded[i]);
        biases[c] -= shift(how, shape, c, i) * (rounded[i] * scales[c] - channel[i]);
      }
      biasCodes.putInt((int) Math.round((double) biases[c] / biasScales[c]));
    }
    return new ChannelWeights(
        Tensors.of(name + ".weight_int8", DataType.INT8, codes.flip(), shape),
        Tensors.of(name + ".weight_scale", scales, channels),
        Tensors.of(name + ".weight_zero", DataType.INT8, ByteBuffer.allocate(channels), channels),
        !biased
            ? null
            : Tensors.of(name + ".bias_int32", DataType.INT32, biasCodes.flip(), channels),
        Tensors.of(name + ".bias_scale", biasScales, channels),
        Tensors.of(name + ".bias_zero", DataType.INT32, little(4 * channels), channels));
  }

  private static int[] codes(float[] channel, float scale, int group, Rounding how) {
    int[] codes = new int[channel.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = Math.max(-how.most(), Math.min(how.most(), Math.round(channel[i] / scale)));
    }
    if (how.patches() != null) {
      float[] moments = how.patches().of(group, how.inputMeans() != null);
      AdaptiveRounding.improve(channel, codes, scale, moments, how.most());
    }
    return codes;
  }

  /** The mean of what a weight is multiplied with. */
  private static float shift(Rounding how, long[] shape, int channel, int place) {
    float[] means = how.inputMeans();
    if (means == null) {
      return 0;
    }
    int perGroup = (int) shape[1];
    int group = channel / ((int) shape[0] / how.groups());
    return means[group * perGroup + place / (int) (shape[2] * shape[3])];
  }

  private static float scale(
      float[] values, int from, int count, float bias, float inputScale, int codes) {
    double step = StepSearch.step(values, from, count, codes);
    double leastForBias = Math.abs(bias) / (inputScale * BIAS_MOST);
    return (float) Math.max(Math.max(step, leastForBias), 1e-10);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
