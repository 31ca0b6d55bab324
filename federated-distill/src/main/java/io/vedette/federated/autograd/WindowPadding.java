package io.vedette.federated.autograd;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;

/** How a sliding window is padded: per spatial axis, before and after. */
record WindowPadding(long[] before, long[] after) {

  /** The window of a convolution or pooling. */
  record Window(long[] kernel, long[] strides, long[] dilations) {
    long reach(int axis) {
      return (kernel[axis] - 1) * dilations[axis] + 1;
    }
  }

  boolean symmetric() {
    return Arrays.equals(before, after);
  }

  boolean none() {
    return Arrays.stream(before).allMatch(p -> p == 0)
        && Arrays.stream(after).allMatch(p -> p == 0);
  }

  /** What the attributes {@code pads} and {@code auto_pad} ask for with an input of this size. */
  static WindowPadding of(Node node, Window window, long[] inputShape) {
    int axes = window.kernel().length;
    String auto = node.text("auto_pad", "NOTSET");
    if (auto.startsWith("SAME")) {
      return same(window, inputShape, auto.equals("SAME_LOWER"));
    }
    long[] pads = node.integers("pads");
    if (pads == null || auto.equals("VALID")) {
      return new WindowPadding(new long[axes], new long[axes]);
    }
    return new WindowPadding(
        Arrays.copyOfRange(pads, 0, axes), Arrays.copyOfRange(pads, axes, 2 * axes));
  }

  /** So much that the output has ceil(input / stride) values. */
  private static WindowPadding same(Window window, long[] inputShape, boolean lower) {
    int axes = window.kernel().length;
    long[] before = new long[axes];
    long[] after = new long[axes];
    for (int i = 0; i < axes; i++) {
      long size = inputShape[i + 2];
      long stride = window.strides()[i];
      long output = (size + stride - 1) / stride;
      long total = Math.max(0, (output - 1) * stride + window.reach(i) - size);
      before[i] = lower ? total - total / 2 : total / 2;
      after[i] = total - before[i];
    }
    return new WindowPadding(before, after);
  }

  /** The array with its spatial axes (from 2 on) padded by a value. */
  PtNDArray apply(PtNDArray array, double value) {
    int axes = before.length;
    long[] lastFirst = new long[2 * axes];
    for (int i = 0; i < axes; i++) {
      lastFirst[2 * i] = before[axes - 1 - i];
      lastFirst[2 * i + 1] = after[axes - 1 - i];
    }
    return JniUtils.pad(array, lastFirst, value);
  }

  static Shape noneAsShape(Window window) {
    return new Shape(new long[window.kernel().length]);
  }

  Shape beforeAsShape() {
    return new Shape(before);
  }
}
