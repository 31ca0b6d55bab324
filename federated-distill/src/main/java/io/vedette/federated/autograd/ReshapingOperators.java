package io.vedette.federated.autograd;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The same values in another shape. */
final class ReshapingOperators {

  static final OperatorFamily FAMILY =
      new OperatorFamily()
          .add("Reshape", ReshapingOperators::reshape)
          .add("Transpose", ReshapingOperators::transpose)
          .add("Flatten", ReshapingOperators::flatten)
          .add("Squeeze", ReshapingOperators::squeeze)
          .add("Unsqueeze", ReshapingOperators::unsqueeze)
          .add("Cast", ReshapingOperators::cast)
          .add("DepthToSpace", ReshapingOperators::depthToSpace)
          .add("SpaceToDepth", ReshapingOperators::spaceToDepth)
          .plain("Expand", ReshapingOperators::expand)
          .plain("Tile", in -> JniUtils.tile(in.get(0), in.integers(1)))
          .plain("Identity", in -> same(in.get(0)));

  private ReshapingOperators() {}

  /** A handle of its own on the same values, so that each result can be freed by itself. */
  static PtNDArray same(PtNDArray x) {
    return JniUtils.reshape(x, x.getShape().getShape());
  }

  /** Two dimensions: the axes before {@code axis} and the rest. */
  static PtNDArray flatten(PtNDArray x, int axis) {
    long[] shape = x.getShape().getShape();
    long rows = Arrays.stream(shape, 0, axis).reduce(1, (a, b) -> a * b);
    long columns = Arrays.stream(shape, axis, shape.length).reduce(1, (a, b) -> a * b);
    return JniUtils.reshape(x, new long[] {rows, columns});
  }

  private static Kernel reshape(Node node) {
    boolean zeroIsZero = node.flag("allowzero");
    return Kernel.single(
        in -> {
          long[] old = in.shape(0);
          long[] shape = in.integers(1).clone();
          for (int i = 0; i < shape.length && !zeroIsZero; i++) {
            shape[i] = shape[i] == 0 ? old[i] : shape[i];
          }
          return JniUtils.reshape(in.get(0), shape);
        });
  }

  private static Kernel transpose(Node node) {
    long[] order = node.integers("perm");
    return Kernel.single(
        in -> {
          int rank = in.rank(0);
          long[] reversed = IntStream.range(0, rank).mapToLong(i -> rank - 1 - i).toArray();
          return JniUtils.permute(in.get(0), order == null ? reversed : order);
        });
  }

  private static Kernel flatten(Node node) {
    long axis = node.integer("axis", 1);
    return Kernel.single(in -> flatten(in.get(0), in.axis(0, axis)));
  }

  /** Axes are an attribute before opset 13, an input from then on. */
  private static long @Nullable [] axes(KernelInputs in, long @Nullable [] attribute) {
    return in.has(1) ? in.integers(1) : attribute;
  }

  private static Kernel squeeze(Node node) {
    long[] attribute = node.integers("axes");
    return Kernel.single(
        in -> {
          long[] shape = in.shape(0);
          long[] axes = axes(in, attribute);
          List<Integer> dropped = new ArrayList<>();
          for (int i = 0; i < shape.length; i++) {
            int axis = i;
            boolean named =
                axes != null && Arrays.stream(axes).anyMatch(a -> in.axis(0, a) == axis);
            if (axes == null ? shape[i] == 1 : named) {
              dropped.add(i);
            }
          }
          long[] rest =
              IntStream.range(0, shape.length)
                  .filter(i -> !dropped.contains(i))
                  .mapToLong(i -> shape[i])
                  .toArray();
          return JniUtils.reshape(in.get(0), rest);
        });
  }

  private static Kernel unsqueeze(Node node) {
    long[] attribute = node.integers("axes");
    return Kernel.single(
        in -> {
          long[] axes = axes(in, attribute);
          if (axes == null) {
            throw new IllegalArgumentException("axes are missing");
          }
          int rank = in.rank(0) + axes.length;
          long[] ascending = Arrays.stream(axes).map(a -> a < 0 ? a + rank : a).sorted().toArray();
          List<Long> shape = new ArrayList<>();
          LongStream.of(in.shape(0)).forEach(shape::add);
          for (long axis : ascending) {
            shape.add((int) axis, 1L);
          }
          return JniUtils.reshape(in.get(0), shape.stream().mapToLong(Long::longValue).toArray());
        });
  }

  private static PtNDArray expand(KernelInputs in) {
    long[] shape = in.shape(0);
    long[] wanted = in.integers(1);
    int rank = Math.max(shape.length, wanted.length);
    long[] result = new long[rank];
    for (int i = 0; i < rank; i++) {
      int ours = i - (rank - shape.length);
      int theirs = i - (rank - wanted.length);
      long mine = ours < 0 ? 1 : shape[ours];
      long other = theirs < 0 ? 1 : wanted[theirs];
      result[i] = mine == 1 ? other : mine;
    }
    return JniUtils.broadcast(in.get(0), new Shape(result));
  }

  /** A change of type passes no gradient; a cast to the same type does. */
  private static Kernel cast(Node node) throws UnknownOperatorException {
    DataType type =
        switch ((int) node.integer("to", 1)) {
          case 1, 11 -> DataType.FLOAT32;
          case 6, 7 -> DataType.INT64;
          case 9 -> DataType.BOOLEAN;
          default -> throw node.unsupported("type " + node.integer("to", 1));
        };
    return Kernel.single(
        in -> in.get(0).getDataType() == type ? same(in.get(0)) : truncated(in.get(0), type));
  }

  private static PtNDArray truncated(PtNDArray x, DataType type) {
    return JniUtils.to(x, type, x.getDevice());
  }

  private static Kernel depthToSpace(Node node) {
    long b = node.integer("blocksize", 1);
    boolean columnRowDepth = node.text("mode", "DCR").equals("CRD");
    return Kernel.single(
        in -> {
          long[] s = in.shape(0);
          long depth = s[1] / (b * b);
          long[] split =
              columnRowDepth
                  ? new long[] {s[0], depth, b, b, s[2], s[3]}
                  : new long[] {s[0], b, b, depth, s[2], s[3]};
          long[] order =
              columnRowDepth ? new long[] {0, 1, 4, 2, 5, 3} : new long[] {0, 3, 4, 1, 5, 2};
          PtNDArray moved = JniUtils.permute(JniUtils.reshape(in.get(0), split), order);
          return JniUtils.reshape(moved, new long[] {s[0], depth, s[2] * b, s[3] * b});
        });
  }

  private static Kernel spaceToDepth(Node node) {
    long b = node.integer("blocksize", 1);
    return Kernel.single(
        in -> {
          long[] s = in.shape(0);
          long[] split = {s[0], s[1], s[2] / b, b, s[3] / b, b};
          PtNDArray moved =
              JniUtils.permute(JniUtils.reshape(in.get(0), split), new long[] {0, 3, 5, 1, 2, 4});
          return JniUtils.reshape(moved, new long[] {s[0], s[1] * b * b, s[2] / b, s[3] / b});
        });
  }
}
