package io.vedette.federated.autograd;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Poolings. */
final class PoolingOperators {

  static final OperatorFamily FAMILY =
      new OperatorFamily()
          .add("MaxPool", PoolingOperators::max)
          .add("AveragePool", PoolingOperators::average)
          .plain("GlobalAveragePool", in -> JniUtils.adaptiveAvgPool(in.get(0), one(in)))
          .plain("GlobalMaxPool", in -> JniUtils.adaptiveMaxPool(in.get(0), one(in)));

  private PoolingOperators() {}

  private static Shape one(KernelInputs in) {
    return new Shape(IntStream.range(2, in.rank(0)).mapToLong(i -> 1).toArray());
  }

  private static WindowPadding.Window window(Node node) throws UnknownOperatorException {
    long[] kernel = node.integers("kernel_shape");
    if (kernel == null) {
      throw node.unsupported("no kernel_shape");
    }
    long[] dilations = ConvolutionOperators.orOnes(node.integers("dilations"), kernel);
    if (Arrays.stream(dilations).anyMatch(d -> d != 1)) {
      throw node.unsupported("dilation");
    }
    long[] strides = ConvolutionOperators.orOnes(node.integers("strides"), kernel);
    return new WindowPadding.Window(kernel, strides, dilations);
  }

  private static Kernel max(Node node) throws UnknownOperatorException {
    WindowPadding.Window window = window(node);
    boolean ceil = node.flag("ceil_mode");
    if (node.outputs() > 1) {
      throw node.unsupported("giving the indices");
    }
    return Kernel.single(
        in -> {
          WindowPadding padding = WindowPadding.of(node, window, in.shape(0));
          boolean fits = fits(padding, window);
          PtNDArray x = fits ? in.get(0) : padding.apply(in.get(0), Double.NEGATIVE_INFINITY);
          return JniUtils.maxPool(
              x,
              new Shape(window.kernel()),
              new Shape(window.strides()),
              fits ? padding.beforeAsShape() : WindowPadding.noneAsShape(window),
              ceil);
        });
  }

  /** Libtorch pads both sides alike and by at most half the window. */
  private static boolean fits(WindowPadding padding, WindowPadding.Window window) {
    return padding.symmetric()
        && IntStream.range(0, window.kernel().length)
            .allMatch(i -> padding.before()[i] * 2 <= window.kernel()[i]);
  }

  private static Kernel average(Node node) throws UnknownOperatorException {
    WindowPadding.Window window = window(node);
    boolean ceil = node.flag("ceil_mode");
    boolean countsPadding = node.flag("count_include_pad");
    return Kernel.single(
        in -> {
          WindowPadding padding = WindowPadding.of(node, window, in.shape(0));
          PtNDArray sums = average(in.get(0), window, padding, ceil);
          if (countsPadding || padding.none()) {
            return sums;
          }
          long[] one = in.shape(0).clone();
          one[0] = 1;
          one[1] = 1;
          PtNDArray ones = (PtNDArray) in.manager().ones(new Shape(one));
          return JniUtils.div(sums, average(ones, window, padding, ceil));
        });
  }

  /** The mean with padding counted as zeros: DJL passes on no other choice. */
  private static PtNDArray average(
      PtNDArray x, WindowPadding.Window window, WindowPadding padding, boolean ceil) {
    boolean fits = fits(padding, window);
    return JniUtils.avgPool(
        fits ? x : padding.apply(x, 0),
        new Shape(window.kernel()),
        new Shape(window.strides()),
        fits ? padding.beforeAsShape() : WindowPadding.noneAsShape(window),
        ceil,
        true);
  }
}
