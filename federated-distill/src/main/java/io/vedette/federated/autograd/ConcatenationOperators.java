package io.vedette.federated.autograd;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;

/** Parts joined along an axis, and wholes split along one. */
final class ConcatenationOperators {

  static final OperatorFamily FAMILY =
      new OperatorFamily()
          .add("Concat", ConcatenationOperators::concat)
          .add("Split", ConcatenationOperators::split);

  private ConcatenationOperators() {}

  private static Kernel concat(Node node) {
    long axis = node.integer("axis", 0);
    return Kernel.single(in -> JniUtils.cat(in.all(), axis));
  }

  /** Sizes are an attribute before opset 13, an input from then on; equal parts otherwise. */
  private static Kernel split(Node node) {
    long axis = node.integer("axis", 0);
    long[] attribute = node.integers("split");
    int outputs = node.outputs();
    return in -> {
      long length = in.shape(0)[in.axis(0, axis)];
      long[] sizes =
          in.has(1) ? in.integers(1) : attribute != null ? attribute : equal(length, outputs);
      List<PtNDArray> parts = new ArrayList<>(sizes.length);
      for (NDArray part : JniUtils.split(in.get(0), sizes, in.axis(0, axis))) {
        parts.add((PtNDArray) part);
      }
      return parts;
    };
  }

  /** The last part is smaller where the length does not divide. */
  private static long[] equal(long length, int parts) {
    long size = (length + parts - 1) / parts;
    long[] sizes = new long[parts];
    for (int i = 0; i < parts; i++) {
      sizes[i] = Math.max(0, Math.min(size, length - i * size));
    }
    return sizes;
  }
}
