package io.vedette.federated.autograd;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Reductions over axes. */
final class ReductionOperators {

  static final OperatorFamily FAMILY =
      new OperatorFamily()
          .add("ReduceSum", node -> reduced(node, (in, x, axes, keep) -> sum(x, axes, keep)))
          .add("ReduceMean", node -> reduced(node, ReductionOperators::mean))
          .add("ReduceMax", node -> reduced(node, oneByOne(JniUtils::max)))
          .add("ReduceMin", node -> reduced(node, oneByOne(JniUtils::min)))
          .add("ReduceProd", node -> reduced(node, oneByOne(JniUtils::prod)))
          .add(
              "ReduceL1",
              node -> reduced(node, (in, x, axes, keep) -> sum(JniUtils.abs(x), axes, keep)))
          .add(
              "ReduceL2",
              node ->
                  reduced(
                      node,
                      (in, x, axes, keep) -> JniUtils.sqrt(sum(JniUtils.square(x), axes, keep))))
          .add(
              "ReduceSumSquare",
              node -> reduced(node, (in, x, axes, keep) -> sum(JniUtils.square(x), axes, keep)))
          .add(
              "ReduceLogSum",
              node -> reduced(node, (in, x, axes, keep) -> JniUtils.log(sum(x, axes, keep))))
          .add("ArgMax", node -> index(node, JniUtils::argMax))
          .add("ArgMin", node -> index(node, JniUtils::argMin));

  private ReductionOperators() {}

  private interface Reducer {
    PtNDArray apply(KernelInputs in, PtNDArray x, long[] axes, boolean keep);
  }

  private interface AxisReducer {
    PtNDArray apply(PtNDArray x, long axis, boolean keep);
  }

  /** Axes are an attribute in old operator sets, an input in new ones; all axes when empty. */
  private static Kernel reduced(Node node, Reducer reducer) {
    boolean keep = node.integer("keepdims", 1) != 0;
    boolean emptyMeansNone = node.flag("noop_with_empty_axes");
    long[] attribute = node.integers("axes");
    return Kernel.single(
        in -> {
          long[] given = in.has(1) ? in.integers(1) : attribute;
          if ((given == null || given.length == 0) && emptyMeansNone) {
            return ReshapingOperators.same(in.get(0));
          }
          int rank = in.rank(0);
          long[] axes =
              given == null || given.length == 0
                  ? IntStream.range(0, rank).asLongStream().toArray()
                  : Arrays.stream(given).map(a -> a < 0 ? a + rank : a).sorted().toArray();
          return reducer.apply(in, in.get(0), axes, keep);
        });
  }

  private static PtNDArray sum(PtNDArray x, long[] axes, boolean keep) {
    return JniUtils.sum(x, axes, keep);
  }

  static PtNDArray mean(KernelInputs in, PtNDArray x, long[] axes, boolean keep) {
    long count = Arrays.stream(axes).map(a -> x.getShape().get((int) a)).reduce(1, (a, b) -> a * b);
    return JniUtils.div(sum(x, axes, keep), in.scalar((double) count));
  }

  /** From the last axis to the first, so that the others keep their places. */
  private static Reducer oneByOne(AxisReducer reducer) {
    return (in, x, axes, keep) -> {
      PtNDArray result = x;
      for (int i = axes.length - 1; i >= 0; i--) {
        result = reducer.apply(result, axes[i], keep);
      }
      return result;
    };
  }

  private static Kernel index(Node node, AxisReducer reducer) throws UnknownOperatorException {
    long axis = node.integer("axis", 0);
    boolean keep = node.integer("keepdims", 1) != 0;
    if (node.flag("select_last_index")) {
      throw node.unsupported("select_last_index");
    }
    return Kernel.single(in -> reducer.apply(in.get(0), axis, keep));
  }
}
