package io.vedette.federated.autograd;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Poolings. */
final class Pooling {

  static final Family FAMILY =
      new Family()
          .add("MaxPool", Pooling::max)
          .add("AveragePool", Pooling::average)
          .plain("GlobalAveragePool", in -> JniUtils.adaptiveAvgPool(in.get(0), one(in)))
          .plain("GlobalMaxPool", in -> JniUtils.adaptiveMaxPool(in.get(0), one(in)));

  private Pooling() {}

  private static Shape one(Inputs in) {
    return new Shape(IntStream.range(2, in.rank(0)).mapToLong(i -> 1).toArray());
  }

  private static Padding.Window window(Node node) throws UnknownOperatorException {
    long[] kernel = node.integers("kernel_shape");
    if (kernel == null) {
      throw node.unsupported("no kernel_shape");
    }
    long[] dilations = Convolution.orOnes(node.integers("dilations"), kernel);
    if (Arrays.stream(dilations).anyMatch(d -> d != 1)) {
      throw node.unsupported("dilation");
    }
    long[] strides = Convolution.orOnes(node.integers("strides"), kernel);
    return new Padding.Window(kernel, strides, dilations);
  }

  private static Kernel max(Node node) throws UnknownOperatorException {
    Padding.Window window = window(node);
    boolean ceil = node.flag("ceil_mode");
    if (node.outputs() > 1) {
      throw node.unsupported("giving the indices");
    }
    return Kernel.single(
        in -> {
          Padding padding = Padding.of(node, window, in.shape(0));
          boolean native_ = fits(padding, window);
          PtNDArray x = native_ ? in.get(0) : padding.apply(in.get(0), Double.NEGATIVE_INFINITY);
          return JniUtils.maxPool(
              x,
              new Shape(window.kernel()),
              new Shape(window.strides()),
              native_ ? padding.beforeAsShape() : new Shape(new long[window.kernel().length]),
              ceil);
        });
  }

  /** Libtorch pads both sides alike and by at most half the window. */
  private static boolean fits(Padding padding, Padding.Window window) {
    return padding.symmetric()
        && IntStream.range(0, window.kernel().length)
            .allMatch(i -> padding.before()[i] * 2 <= window.kernel()[i]);
  }

  private static Kernel average(Node node) throws UnknownOperatorException {
    Padding.Window window = window(node);
    boolean ceil = node.flag("ceil_mode");
    boolean countsPadding = node.flag("count_include_pad");
    return Kernel.single(
        in -> {
          Padding padding = Padding.of(node, window, in.shape(0));
          if (fits(padding, window)) {
            return average(in.get(0), window, padding.beforeAsShape(), ceil, countsPadding);
          }
          Shape none = new Shape(new long[window.kernel().length]);
          PtNDArray sum = average(padding.apply(in.get(0), 0), window, none, ceil, false);
          if (countsPadding) {
            return sum;
          }
          PtNDArray ones = (PtNDArray) in.manager().ones(in.get(0).getShape());
          return JniUtils.div(sum, average(padding.apply(ones, 0), window, none, ceil, false));
        });
  }

  private static PtNDArray average(
      PtNDArray x, Padding.Window window, Shape pads, boolean ceil, boolean countsPadding) {
    return JniUtils.avgPool(
        x, new Shape(window.kernel()), new Shape(window.strides()), pads, ceil, countsPadding);
  }
}
