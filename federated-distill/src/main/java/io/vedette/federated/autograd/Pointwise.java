package io.vedette.federated.autograd;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Convolutions of pictures whose kernel is one value: a product of every place's channels with the
 * weights. Libtorch's own ways to compute them are slow in one case and wrong in another, on x86.
 */
final class Pointwise {

  private static final boolean X86 =
      Set.of("amd64", "x86_64").contains(System.getProperty("os.arch", ""));

  /** Channels that oneDNN's kernel computes together, and those that one of its registers holds. */
  private static final int BLOCK = 32;

  private static final int REGISTER = 16;

  /** A place's channels, which lie side by side, times the weights. */
  private static final Script PRODUCT =
      product("torch.matmul(%s, torch.t(torch.flatten(weight, 1)))", "x", "weight");

  private static final Script PRODUCT_AND_BIAS =
      product("torch.linear(%s, torch.flatten(weight, 1), bias)", "x", "weight", "bias");

  private Pointwise() {}

  private static Script product(String expression, String... names) {
    String places = String.format(expression, "torch.permute(x, [0, 2, 3, 1])");
    return new Script("torch.permute(" + places + ", [0, 3, 1, 2])", names);
  }

  /** Whether {@link #conv} is the way to compute it. */
  static boolean is(long[] kernel, WindowPadding padding, int groups) {
    return X86 && groups == 1 && Arrays.equals(kernel, new long[] {1, 1}) && padding.none();
  }

  /**
   * @param x {@code [batch, in, height, width]}
   * @param weight {@code [out, in, 1, 1]}
   * @return {@code [batch, out, height / stride, width / stride]}, rounded up
   */
  static PtNDArray conv(PtNDArray x, PtNDArray weight, @Nullable PtNDArray bias, long[] strides) {
    PtNDArray places = every(x, strides);
    return x.getDataType() == DataType.FLOAT32 && leavesARest(weight.getShape().get(0))
        ? product(places, weight, bias)
        : dilated(places, weight, bias);
  }

  /**
   * OneDNN 3.7 in libtorch 2.7 leaves wrong numbers in the last channels where it computes 32 at
   * once and one register is enough for the rest. How many it takes at once depends on what the
   * processor says of its caches; 32 where it says nothing, as in some virtual machines.
   */
  private static boolean leavesARest(long channels) {
    long rest = channels % BLOCK;
    return channels > BLOCK && rest > 0 && rest <= REGISTER;
  }

  /**
   * The places that count, taken out before: where oneDNN passes others over itself, a process was
   * seen to end in the gradients (compare its issue 6035).
   */
  private static PtNDArray every(PtNDArray x, long[] strides) {
    PtNDArray result = x;
    for (int i = 0; i < strides.length; i++) {
      if (strides[i] > 1) {
        result = JniUtils.slice(result, i + 2, 0, x.getShape().get(i + 2), strides[i]);
      }
    }
    return result;
  }

  private static PtNDArray product(PtNDArray x, PtNDArray weight, @Nullable PtNDArray bias) {
    return bias == null ? PRODUCT.apply(x, weight) : PRODUCT_AND_BIAS.apply(x, weight, bias);
  }

  /**
   * A single value has no neighbours to move apart, so any dilation gives the same result. On one
   * thread and below 16 pictures libtorch passes oneDNN by, and takes 1.4 times as long, unless a
   * convolution is dilated (aten's Convolution.cpp, {@code use_mkldnn}); so it is.
   */
  private static PtNDArray dilated(PtNDArray x, PtNDArray weight, @Nullable PtNDArray bias) {
    return JniUtils.convolution(
        MemoryLayout.innermost(x),
        weight,
        bias,
        new Shape(1, 1),
        new Shape(0, 0),
        new Shape(2, 2),
        1);
  }
}
