package io.vedette.federated.autograd;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Padding as an operator of its own: with a constant, or with what lies inside. */
final class PaddingOperators {

  static final OperatorFamily FAMILY = new OperatorFamily().add("Pad", PaddingOperators::pad);

  /** Which inside place a border place repeats. */
  private interface Source {
    long at(long place, long length);
  }

  private PaddingOperators() {}

  /** Amounts are an attribute before opset 11, an input from then on; negative ones cut off. */
  private static Kernel pad(Node node) throws UnknownOperatorException {
    String mode = node.text("mode", "constant");
    long[] attribute = node.integers("pads");
    double value = node.real("value", 0);
    if (mode.equals("constant")) {
      return Kernel.single(
          in -> {
            double fill = in.has(2) ? in.floats(2)[0] : value;
            return JniUtils.pad(in.get(0), lastAxisFirst(in, attribute), fill);
          });
    }
    Source source =
        switch (mode) {
          case "edge" -> (place, length) -> Math.max(0, Math.min(length - 1, place));
          case "wrap" -> Math::floorMod;
          case "reflect" -> PaddingOperators::reflected;
          default -> throw node.unsupported("mode " + mode);
        };
    return Kernel.single(in -> gathered(in, lastAxisFirst(in, attribute), source));
  }

  private static long reflected(long place, long length) {
    if (length == 1) {
      return 0;
    }
    long period = 2 * (length - 1);
    long folded = Math.floorMod(place, period);
    return folded < length ? folded : period - folded;
  }

  /** Before and after, of the last axis first. */
  private static long[] lastAxisFirst(KernelInputs in, long @Nullable [] attribute) {
    long[] pads = attribute != null ? attribute : in.integers(1);
    int rank = in.rank(0);
    long[] axes = in.has(3) ? in.integers(3) : IntStream.range(0, rank).asLongStream().toArray();
    long[] lastFirst = new long[2 * rank];
    for (int i = 0; i < axes.length; i++) {
      int at = 2 * (rank - 1 - in.axis(0, axes[i]));
      lastFirst[at] = pads[i];
      lastFirst[at + 1] = pads[i + axes.length];
    }
    return lastFirst;
  }

  private static PtNDArray gathered(KernelInputs in, long[] lastFirst, Source source) {
    PtNDArray x = ReshapingOperators.same(in.get(0));
    int rank = in.rank(0);
    for (int axis = 0; axis < rank; axis++) {
      long before = lastFirst[2 * (rank - 1 - axis)];
      long after = lastFirst[2 * (rank - 1 - axis) + 1];
      if (before != 0 || after != 0) {
        long length = in.shape(0)[axis];
        long[] places =
            LongStream.range(-before, length + after).map(i -> source.at(i, length)).toArray();
        x = SlicingOperators.gather(x, Memory.integers(in.manager(), places, places.length), axis);
      }
    }
    return x;
  }
}
