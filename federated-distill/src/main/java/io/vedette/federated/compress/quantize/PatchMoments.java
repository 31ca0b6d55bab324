package io.vedette.federated.compress.quantize;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.vedette.detector.graph.Attributes;
import io.vedette.detector.runtime.FloatTensor;
import java.util.Random;

/**
 * Means of the products of what a convolution multiplies its weights with: {@code E[x xT]} over the
 * patches {@code x} that it sees, one matrix for each of its groups. A sample of places in every
 * picture is enough.
 */
final class PatchMoments {

  private static final int PLACES = 128;

  private final int groups;
  private final int perGroup;
  private final int[] kernel;
  private final long[] strides;
  private final long[] pads;
  private final long[] dilations;
  private final float[][] products;
  private final float[][] sums;
  private final Random random = new Random(1);
  private long seen;

  /**
   * @param weight the weight's shape, {@code [channels, per group, height, width]}
   */
  PatchMoments(NodeProto convolution, long[] weight) {
    Attributes attributes = Attributes.of(convolution);
    groups = (int) attributes.integer("group", 1);
    perGroup = (int) weight[1];
    kernel = new int[] {(int) weight[2], (int) weight[3]};
    strides = attributes.integers("strides", 1, 1);
    pads = attributes.integers("pads", 0, 0, 0, 0);
    dilations = attributes.integers("dilations", 1, 1);
    products = new float[groups][size() * size()];
    sums = new float[groups][size()];
  }

  /** Values in a patch of one group. */
  int size() {
    return perGroup * kernel[0] * kernel[1];
  }

  /**
   * Takes a picture's tensor in.
   *
   * @param input {@code [1, channels, height, width]}
   */
  void add(FloatTensor input) {
    int height = (int) input.shape()[2];
    int width = (int) input.shape()[3];
    float[] patch = new float[size()];
    for (int n = 0; n < PLACES; n++) {
      int top = place(height, 0);
      int left = place(width, 1);
      for (int group = 0; group < groups; group++) {
        fill(patch, input.values(), group, new int[] {top, left, height, width});
        add(patch, products[group], sums[group]);
      }
      seen++;
    }
  }

  /** Where a patch begins, in pixels of the padded input, less the padding. */
  private int place(int length, int axis) {
    long reach = dilations[axis] * (kernel[axis] - 1) + 1;
    long places = (length + pads[axis] + pads[axis + 2] - reach) / strides[axis] + 1;
    return (int) (random.nextInt((int) Math.max(1, places)) * strides[axis] - pads[axis]);
  }

  private void fill(float[] patch, float[] values, int group, int[] at) {
    int index = 0;
    for (int c = group * perGroup; c < (group + 1) * perGroup; c++) {
      for (int i = 0; i < kernel[0]; i++) {
        for (int j = 0; j < kernel[1]; j++) {
          int y = at[0] + (int) dilations[0] * i;
          int x = at[1] + (int) dilations[1] * j;
          boolean inside = y >= 0 && x >= 0 && y < at[2] && x < at[3];
          patch[index++] = inside ? values[(c * at[2] + y) * at[3] + x] : 0;
        }
      }
    }
  }

  private static void add(float[] patch, float[] products, float[] sums) {
    int size = patch.length;
    for (int i = 0; i < size; i++) {
      float value = patch[i];
      sums[i] += value;
      for (int j = 0; value != 0 && j < size; j++) {
        products[i * size + j] += value * patch[j];
      }
    }
  }

  /**
   * The matrix of a group, row-major. What different places have in common is held the less certain
   * the fewer patches were seen for their number.
   *
   * @param centred about the mean: where biases make up for what rounding does to it
   */
  float[] of(int group, boolean centred) {
    int size = size();
    float[] matrix = new float[size * size];
    float certain = (float) seen / (seen + size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        float mean = products[group][i * size + j] / seen;
        float both = sums[group][i] / seen * (sums[group][j] / seen);
        matrix[i * size + j] = (i == j ? 1 : certain) * (centred ? mean - both : mean);
      }
    }
    return matrix;
  }
}
