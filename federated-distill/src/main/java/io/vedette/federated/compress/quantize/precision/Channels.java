package io.vedette.federated.compress.quantize.precision;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.vedette.detector.graph.Tensors;

/**
 * A weight's values, channel by channel.
 *
 * @param values row-major
 * @param count of channels, the weight's first dimension
 */
record Channels(float[] values, int count) {

  static Channels of(TensorProto weight) {
    return new Channels(Tensors.floats(weight), (int) weight.getDims(0));
  }

  /** Where a channel begins; of {@code count} the end of the last. */
  int first(int channel) {
    return channel * (values.length / count);
  }

  /** The greatest absolute value of a channel. */
  double most(int channel) {
    double most = 0;
    for (int i = first(channel); i < first(channel + 1); i++) {
      most = Math.max(most, Math.abs(values[i]));
    }
    return most;
  }

  /** The mean of a channel's absolute values, of those above a threshold; 0 where none is. */
  double mean(int channel, double threshold) {
    double sum = 0;
    int above = 0;
    for (int i = first(channel); i < first(channel + 1); i++) {
      if (Math.abs(values[i]) > threshold) {
        sum += Math.abs(values[i]);
        above++;
      }
    }
    return above == 0 ? 0 : sum / above;
  }
}
