package io.vedette.federated.autograd;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Convolutions over one, two or three spatial axes, grouped and dilated ones too. */
final class ConvolutionOperators {

  static final OperatorFamily FAMILY = new OperatorFamily().add("Conv", ConvolutionOperators::conv);

  private ConvolutionOperators() {}

  private static Kernel conv(Node node) {
    int groups = Math.toIntExact(node.integer("group", 1));
    long[] strides = node.integers("strides");
    long[] dilations = node.integers("dilations");
    return Kernel.single(
        in -> {
          long[] shape = in.shape(1);
          long[] kernel = Arrays.copyOfRange(shape, 2, shape.length);
          WindowPadding.Window window =
              new WindowPadding.Window(kernel, orOnes(strides, kernel), orOnes(dilations, kernel));
          WindowPadding padding = WindowPadding.of(node, window, in.shape(0));
          return of(in.get(0), in.get(1), in.optional(2), window, padding, groups);
        });
  }

  /**
   * @param x {@code [batch, in, *]}
   * @param weight {@code [out, in / groups, *]}
   */
  static PtNDArray of(
      PtNDArray x,
      PtNDArray weight,
      @Nullable PtNDArray bias,
      WindowPadding.Window window,
      WindowPadding padding,
      int groups) {
    if (Pointwise.is(window.kernel(), padding, groups)) {
      return Pointwise.conv(x, weight, bias, window.strides());
    }
    boolean symmetric = padding.symmetric();
    return JniUtils.convolution(
        MemoryLayout.innermost(symmetric ? x : padding.apply(x, 0)),
        weight,
        bias,
        new Shape(window.strides()),
        symmetric ? padding.beforeAsShape() : WindowPadding.noneAsShape(window),
        new Shape(window.dilations()),
        groups);
  }

  static long[] orOnes(long @Nullable [] values, long[] kernel) {
    if (values != null) {
      return values;
    }
    long[] ones = new long[kernel.length];
    Arrays.fill(ones, 1);
    return ones;
  }
}
