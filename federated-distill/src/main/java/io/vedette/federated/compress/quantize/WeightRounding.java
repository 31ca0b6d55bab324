package io.vedette.federated.compress.quantize;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.graph.Attributes;
import java.util.Map;

/**
 * How the weights of a whole graph are rounded.
 *
 * @param bits 8, or 7: without VNNI, AVX2 adds two products of unsigned and signed bytes in 16
 *     bits, and 2 x 255 x 64 still fits, where 2 x 255 x 127 is silently clipped; fewer, down to 2,
 *     as an experiment, for they take a byte each all the same
 * @param inputMeans per channel, of the tensors that convolutions take, to correct biases with;
 *     empty: biases stay
 * @param patches by the output of their convolution, to choose codes by; empty: the nearest
 */
record WeightRounding(
    int bits, Map<String, float[]> inputMeans, Map<String, PatchMoments> patches) {

  private static final int MOST_OF_SEVEN = 64;

  WeightRounding {
    if (bits < 2 || bits > 8) {
      throw new IllegalArgumentException("weights have 2 to 8 bits, not " + bits);
    }
  }

  /** The greatest code of so many bits. */
  static int greatestCode(int bits) {
    return bits == 7 ? MOST_OF_SEVEN : (1 << (bits - 1)) - 1;
  }

  ChannelWeights.Rounding of(NodeProto convolution) {
    return new ChannelWeights.Rounding(
        greatestCode(bits),
        inputMeans.get(convolution.getInput(0)),
        (int) Attributes.of(convolution).integer("group", 1),
        patches.get(convolution.getOutput(0)));
  }
}
