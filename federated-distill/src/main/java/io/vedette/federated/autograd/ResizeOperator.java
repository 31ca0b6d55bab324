package io.vedette.federated.autograd;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Resizing by nearest, linear or cubic interpolation. Whole factors of the nearest kind and half
 * pixel bilinear are one library call; everything else is a product with an interpolation matrix
 * per axis, which is slower and just as differentiable.
 */
final class ResizeOperator {

  static final OperatorFamily FAMILY =
      new OperatorFamily()
          .add("Resize", ResizeOperator::resize)
          .add("Upsample", ResizeOperator::upsample);

  private static final int LIBRARY_NEAREST = 0;
  private static final int LIBRARY_BILINEAR = 2;

  private ResizeOperator() {}

  /** One axis: its length before and after, and the factor that positions are divided by. */
  private record Scaled(int axis, long from, long to, double factor) {
    boolean changes() {
      return from != to || factor != 1;
    }
  }

  private static Kernel upsample(Node node) throws UnknownOperatorException {
    Interpolation interpolation =
        Interpolation.of(node, node.text("mode", "nearest"), "asymmetric", "floor");
    double[] attribute = node.reals("scales");
    return Kernel.single(
        in -> {
          double[] scales = attribute != null ? attribute : doubles(in.floats(1));
          return apply(in, interpolation, byScales(in, null, scales));
        });
  }

  private static Kernel resize(Node node) throws UnknownOperatorException {
    boolean old = node.opset() < 11;
    Interpolation interpolation =
        Interpolation.of(
            node,
            node.text("mode", "nearest"),
            node.text("coordinate_transformation_mode", old ? "asymmetric" : "half_pixel"),
            node.text("nearest_mode", old ? "floor" : "round_prefer_floor"));
    if (!node.text("keep_aspect_ratio_policy", "stretch").equals("stretch")) {
      throw node.unsupported("keep_aspect_ratio_policy");
    }
    long[] axes = node.integers("axes");
    int scalesAt = old ? 1 : 2;
    return Kernel.single(
        in -> {
          boolean byScales = in.has(scalesAt) && in.get(scalesAt).size() > 0;
          Scaled[] scaled =
              byScales
                  ? byScales(in, axes, doubles(in.floats(scalesAt)))
                  : bySizes(in, axes, in.integers(3));
          return apply(in, interpolation, scaled);
        });
  }

  private static int[] axes(KernelInputs in, long @Nullable [] axes) {
    return axes == null
        ? IntStream.range(0, in.rank(0)).toArray()
        : Arrays.stream(axes).mapToInt(a -> in.axis(0, a)).toArray();
  }

  private static Scaled[] byScales(KernelInputs in, long @Nullable [] named, double[] scales) {
    int[] axes = axes(in, named);
    Scaled[] scaled = new Scaled[axes.length];
    for (int i = 0; i < axes.length; i++) {
      long from = in.shape(0)[axes[i]];
      scaled[i] = new Scaled(axes[i], from, (long) Math.floor(from * scales[i]), scales[i]);
    }
    return scaled;
  }

  private static Scaled[] bySizes(KernelInputs in, long @Nullable [] named, long[] sizes) {
    int[] axes = axes(in, named);
    Scaled[] scaled = new Scaled[axes.length];
    for (int i = 0; i < axes.length; i++) {
      long from = in.shape(0)[axes[i]];
      scaled[i] = new Scaled(axes[i], from, sizes[i], sizes[i] / (double) from);
    }
    return scaled;
  }

  private static PtNDArray apply(KernelInputs in, Interpolation interpolation, Scaled[] all) {
    Scaled[] scaled = Arrays.stream(all).filter(Scaled::changes).toArray(Scaled[]::new);
    PtNDArray x = in.get(0);
    if (scaled.length == 0) {
      return ReshapingOperators.same(x);
    }
    if (in.rank(0) == 4 && Arrays.stream(scaled).allMatch(s -> s.axis() > 1)) {
      long[] size = Arrays.copyOfRange(in.shape(0), 2, 4);
      Arrays.stream(scaled).forEach(s -> size[s.axis() - 2] = s.to());
      if (interpolation.isNearest()
          && Arrays.stream(scaled)
              .allMatch(
                  s ->
                      s.to() == s.from() * s.factor()
                          && s.to() % s.from() == 0
                          && interpolation.repeatsEvenly(s.from(), s.to()))) {
        return JniUtils.interpolate(x, size, LIBRARY_NEAREST, false);
      }
      if (interpolation.isHalfPixelLinear()
          && Arrays.stream(scaled).allMatch(s -> s.to() == s.from() * s.factor())) {
        return JniUtils.interpolate(x, size, LIBRARY_BILINEAR, false);
      }
    }
    for (Scaled s : scaled) {
      x = along(in, x, s, interpolation);
    }
    return x;
  }

  private static PtNDArray along(
      KernelInputs in, PtNDArray x, Scaled s, Interpolation interpolation) {
    int last = x.getShape().dimension() - 1;
    float[] values = interpolation.matrix(s.from(), s.to(), s.factor());
    PtNDArray matrix = Memory.floats(in.manager(), FloatBuffer.wrap(values), s.from(), s.to());
    if (s.axis() == last) {
      return JniUtils.matmul(x, matrix);
    }
    PtNDArray moved = JniUtils.transpose(x, s.axis(), last);
    return JniUtils.transpose(JniUtils.matmul(moved, matrix), s.axis(), last);
  }

  private static double[] doubles(float[] floats) {
    return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
  }
}
