package io.vedette.federated.compress.quantize;

import io.vedette.detector.runtime.FloatTensor;
import java.util.Optional;

/** The mean of each channel of a tensor {@code [batch, channels, height, width]} over a stream. */
final class ChannelMeans {

  private double[] sums = new double[0];
  private long perChannel;

  /** Takes a tensor in; one of other dimensions than four is passed over. */
  void add(FloatTensor tensor) {
    if (tensor.shape().length != 4) {
      return;
    }
    float[] values = tensor.values();
    int channels = (int) tensor.shape()[1];
    int area = (int) (tensor.shape()[2] * tensor.shape()[3]);
    if (sums.length != channels) {
      sums = new double[channels];
      perChannel = 0;
    }
    for (int i = 0; i < values.length; i++) {
      sums[i / area % channels] += values[i];
    }
    perChannel += values.length / channels;
  }

  /** Empty when no tensor had channels. */
  Optional<float[]> values() {
    if (perChannel == 0) {
      return Optional.empty();
    }
    float[] means = new float[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = (float) (sums[i] / perChannel);
    }
    return Optional.of(means);
  }
}
